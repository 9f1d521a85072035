package org.huibu.disbursement.returns;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.returns.ReturnLine.Problem;
import org.huibu.disbursement.returns.ReturnLine.State;
import org.huibu.party.Protection;
import org.huibu.shared.Ids;
import org.huibu.shared.Mask;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.web.sheet.SheetReader;
import org.huibu.web.sheet.SheetRow;
import org.springframework.stereotype.Component;

/** Reads the rows of a return file. What is wrong with a line is told of that line; only a file that is none is refused. */
@Component
class ReturnSheet {

    private static final int MOST_LINES = 20_000;
    private static final int LONGEST = 80;
    private static final Set<String> PAID = Set.of("成功", "到账", "已付", "已到账", "SUCCESS", "SETTLED", "PAID");
    private static final Set<String> RETURNED = Set.of("失败", "退回", "退票", "已退回", "FAILED", "REFUSED", "RETURNED");
    private static final Set<String> TOTAL = Set.of("合计", "总计", "TOTAL");
    private final Protection protection;

    ReturnSheet(Protection protection) {
        this.protection = protection;
    }

    /** A column by the names it may have, the first of them the template's. */
    enum Column {
        ORDER(true, "支付单号", "payment order"), AMOUNT(true, "金额", "金额(元)", "金额（元）", "amount"), ACCOUNT(true, "收款账号", "账号", "account"),
        OUTCOME(true, "结果", "支付结果", "outcome"), REASON(false, "原因", "失败原因", "退回原因", "reason"), REFERENCE(false, "国库流水号", "流水号", "reference");

        private final boolean required;
        private final List<String> names;

        Column(boolean required, String... names) {
            this.required = required;
            this.names = List.of(names);
        }

        String title() {
            return names.get(0);
        }
    }

    /**
     * @return lines READY or PARKED, as far as the file alone tells
     * @throws Refusal UNSUPPORTED {@code returnUnreadable}, {@code returnColumns} or {@code returnEmpty}, TOO_LARGE {@code returnTooLong}
     */
    List<ReturnLine> read(String name, byte[] content) {
        var rows = rows(name, content).stream().filter(row -> !row.blank()).toList();
        var places = rows.isEmpty() ? Map.<Column, Integer>of() : places(rows.get(0));
        if (rows.isEmpty() || !places.keySet().containsAll(java.util.Arrays.stream(Column.values()).filter(column -> column.required).toList())) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "returnColumns");
        }
        if (rows.size() == 1) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "returnEmpty");
        }
        if (rows.size() > MOST_LINES + 1) {
            throw new Refusal(Refusal.Kind.TOO_LARGE, "returnTooLong", MOST_LINES);
        }
        var lines = new ArrayList<ReturnLine>();
        var seen = new HashSet<String>();
        for (var row : rows.subList(1, rows.size())) {
            var line = line(row, places);
            lines.add(line.problem() == null && !seen.add(line.orderNumber()) ? line.parked(Problem.DUPLICATE) : line);
        }
        return totals(believed(lines));
    }

    /** Where lines of one order disagree, none of them moves anything: which is right is for a person to say. */
    private static List<ReturnLine> believed(List<ReturnLine> lines) {
        var first = new HashMap<String, ReturnLine>();
        var disputed = new HashSet<String>();
        lines.stream().filter(line -> !line.orderNumber().isEmpty() && !total(line)).forEach(line -> {
            if (!first.computeIfAbsent(line.orderNumber(), number -> line).agrees(line)) {
                disputed.add(line.orderNumber());
            }
        });
        return lines.stream().map(line -> disputed.contains(line.orderNumber()) && (line.problem() == null || line.problem() == Problem.DUPLICATE)
                ? line.parked(Problem.CONTRADICTORY) : line).toList();
    }

    private static List<SheetRow> rows(String name, byte[] content) {
        try {
            return SheetReader.read(name, content);
        } catch (SheetReader.Unreadable broken) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "returnUnreadable");
        }
    }

    private static Map<Column, Integer> places(SheetRow heading) {
        var places = new EnumMap<Column, Integer>(Column.class);
        for (int i = 0; i < heading.cells().size(); i++) {
            var title = heading.cell(i).toLowerCase(Locale.ROOT);
            int place = i;
            java.util.Arrays.stream(Column.values()).filter(column -> column.names.contains(title)).findFirst().ifPresent(column -> places.putIfAbsent(column, place));
        }
        return places;
    }

    private ReturnLine line(SheetRow row, Map<Column, Integer> places) {
        var texts = new EnumMap<Column, String>(Column.class);
        places.forEach((column, place) -> texts.put(column, cut(row.cell(place))));
        var formula = places.values().stream().anyMatch(row.formulas()::contains)
                || List.of(Column.ORDER, Column.AMOUNT, Column.ACCOUNT, Column.OUTCOME).stream().anyMatch(column -> texts.get(column).startsWith("="));
        var amount = amount(texts.get(Column.AMOUNT));
        var account = texts.get(Column.ACCOUNT).replace(" ", "");
        var outcome = outcome(texts.get(Column.OUTCOME));
        var missing = texts.get(Column.ORDER).isEmpty() || texts.get(Column.AMOUNT).isEmpty() || account.isEmpty() || texts.get(Column.OUTCOME).isEmpty();
        var line = new ReturnLine(Ids.next(), row.line(), texts.get(Column.ORDER), texts.get(Column.AMOUNT), amount.money(), protection.index("ACCOUNT", account),
                account.isEmpty() ? "" : Mask.account(account), outcome, texts.get(Column.REASON), texts.get(Column.REFERENCE), State.READY, null, null, null, null);
        if (total(line)) {
            return line;
        }
        var problem = formula ? Problem.FORMULA : missing ? Problem.FIELD_MISSING : amount.problem() != null ? amount.problem() : outcome == null ? Problem.OUTCOME_UNREADABLE : null;
        return problem == null ? line : line.parked(problem);
    }

    /** The last line may say what the others add up to; it is kept only when it is wrong. */
    private static List<ReturnLine> totals(List<ReturnLine> lines) {
        var last = lines.get(lines.size() - 1);
        if (!total(last)) {
            return lines;
        }
        var others = lines.subList(0, lines.size() - 1);
        var sum = others.stream().filter(line -> line.amount() != null).mapToLong(line -> line.amount().fen()).sum();
        var right = others.stream().allMatch(line -> line.amount() != null) && last.amount() != null && last.amount().fen() == sum;
        var all = new ArrayList<>(others);
        if (!right) {
            all.add(last.parked(Problem.TOTALS));
        }
        return all;
    }

    private static boolean total(ReturnLine line) {
        return TOTAL.contains(line.orderNumber().toUpperCase(Locale.ROOT));
    }

    private record Amount(Money money, Problem problem) { }

    private static Amount amount(String text) {
        var plain = text.replace(",", "").replace("，", "").replaceAll("^[¥￥]", "").strip();
        if (!plain.matches("-?\\d{1,13}(\\.\\d{1,10})?")) {
            return new Amount(null, Problem.AMOUNT_UNREADABLE);
        }
        var yuan = new BigDecimal(plain);
        if (yuan.signum() <= 0) {
            return new Amount(null, Problem.NEGATIVE);
        }
        return yuan.stripTrailingZeros().scale() > 2 ? new Amount(null, Problem.FRACTION) : new Amount(Money.ofYuan(yuan), null);
    }

    private static PaymentOrder.State outcome(String text) {
        var plain = text.toUpperCase(Locale.ROOT);
        return PAID.contains(plain) ? PaymentOrder.State.SETTLED : RETURNED.contains(plain) ? PaymentOrder.State.REFUSED : null;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
