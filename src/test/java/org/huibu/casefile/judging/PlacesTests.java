package org.huibu.casefile.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.huibu.casefile.ClaimLine;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.Money;
import org.junit.jupiter.api.Test;

class PlacesTests {

    private static final Pack.Lines RULE = new Pack.Lines("lines", "uscc", null, "name", null, 100, 1, "group", null, null, List.of());

    @Test
    void provenLinesGoFirstThenTheOrderOfTheRoster() {
        assertThat(places(2, Set.of(2), "", "", "D", "")).isEqualTo(new Places(Set.of(1, 3), Set.of(), 1, 0));
        assertThat(Places.of(RULE, "", Set.of(), rows("", "D"), Set.of())).as("room for all").isEqualTo(new Places(Set.of(), Set.of(), 0, 1));
    }

    /** Of two who only say so either may be right: nobody is refused and nobody let in for it. */
    @Test
    void whatIsOnlyDeclaredLeavesOpenWhomItCouldTouch() {
        assertThat(places(1, Set.of(), "D", "D")).isEqualTo(new Places(Set.of(), Set.of(0, 1), 0, 2));
        assertThat(places(1, Set.of(), "", "", "D")).as("the second ordinary one is behind the first in any case").isEqualTo(new Places(Set.of(1), Set.of(0, 2), 0, 1));
        assertThat(places(1, Set.of(0), "D", "", "D")).as("who is proven and first has his place").isEqualTo(new Places(Set.of(1, 2), Set.of(), 1, 1));
        assertThat(places(3, Set.of(), "D", "", "")).as("there is room for all").isEqualTo(new Places(Set.of(), Set.of(), 0, 1));
    }

    private static Places places(int free, Set<Integer> proven, String... groups) {
        return Places.of(RULE, free, Set.of(), rows(groups), proven);
    }

    private static List<ClaimLine> rows(String... groups) {
        return IntStream.range(0, groups.length).mapToObj(seq -> new ClaimLine(seq, seq, "", "s" + seq, null, Map.of("group", groups[seq]), null, null, Money.ZERO, Money.ZERO, null,
                ClaimLine.State.OPEN, null)).toList();
    }
}
