package org.huibu.web;

import java.util.List;
import java.util.function.Function;
import org.springframework.ui.Model;

/**
 * One page of a list that continues behind a key.
 *
 * @param rows of the page
 * @param last of the page if the list goes on behind it, otherwise null
 */
public record Slice<T>(List<T> rows, T last) {

    /** @param found up to one row more than a page has, which tells whether there is another page */
    public static <T> Slice<T> of(List<T> found, int page) {
        return new Slice<>(found.stream().limit(page).toList(), found.size() > page ? found.get(page - 1) : null);
    }

    /** Key to continue behind; null on the last page. */
    public <K> K next(Function<T, K> key) {
        return last == null ? null : key.apply(last);
    }

    /** As pages of lists show it: {@code rows} and {@code next}. */
    public void show(Model model, Function<T, ?> key) {
        model.addAttribute("rows", rows);
        model.addAttribute("next", next(key));
    }
}
