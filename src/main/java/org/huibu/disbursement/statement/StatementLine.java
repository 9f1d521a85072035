package org.huibu.disbursement.statement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.shared.Mask;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.web.sheet.SheetReader;
import org.huibu.web.sheet.SheetRow;

/**
 * One line of a statement as it was read.
 *
 * @param number of the line in the file, from 1 with the headings
 * @param reference of the bank, unique for ever; @param accountTail of the payer, masked
 * @param fault why it is not taken; null if it can be
 */
public record StatementLine(int number, String reference, LocalDate receivedOn, String payer, String accountTail, Money amount, String remark, String fault) {

    private static final Map<String, String> HEADINGS = Map.of("交易流水号", "reference", "流水号", "reference", "入账日期", "date", "交易日期", "date", "付款人", "payer", "付款人名称", "payer",
            "付款账号", "account", "金额", "amount", "附言", "remark");
    private static final List<String> NEEDED = List.of("reference", "date", "amount");
    private static final String TOTAL = "合计";
    /** What stands for a cell of a workbook that would be calculated. */
    private static final String FORMULA = "=";
    private static final int MOST = 5_000;

    /** @param lines in the order of the file; @param total that the statement itself says, null if none */
    record Table(List<StatementLine> lines, Money total) {

        /** False if every amount can be read and they do not add up to what the statement says, or to what was typed. @param typed null if nothing was */
        boolean addsUp(Money typed) {
            var sum = lines.stream().map(StatementLine::amount).reduce(Money.ZERO, Money::plus);
            var unreadable = lines.stream().anyMatch(line -> line.fault() != null && line.amount().isZero());
            return unreadable || (total == null || total.equals(sum)) && (typed == null || typed.equals(sum));
        }
    }

    /** @throws Refusal UNSUPPORTED {@code statementUnreadable}, {@code statementColumns}, {@code statementEmpty} or {@code statementLong} */
    static Table of(String name, byte[] content) {
        try {
            return of(SheetReader.read(name, content));
        } catch (SheetReader.Unreadable broken) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "statementUnreadable");
        }
    }

    private static Table of(List<SheetRow> table) {
        if (table.stream().flatMap(row -> row.cells().stream()).anyMatch(cell -> cell.indexOf('\0') >= 0)) {
            // Another encoding that happens to decode.
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "statementUnreadable");
        }
        var places = new HashMap<String, Integer>();
        for (int i = 0; !table.isEmpty() && i < table.get(0).cells().size(); i++) {
            if (HEADINGS.containsKey(table.get(0).cell(i))) {
                places.putIfAbsent(HEADINGS.get(table.get(0).cell(i)), i);
            }
        }
        if (!places.keySet().containsAll(NEEDED)) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "statementColumns");
        }
        var lines = new ArrayList<StatementLine>();
        Money total = null;
        var seen = new HashSet<String>();
        for (var row : table.stream().skip(1).filter(one -> !one.blank()).toList()) {
            var cells = places.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, place -> row.formulas().contains(place.getValue()) ? FORMULA : row.cell(place.getValue())));
            if (cells.get("reference").startsWith(TOTAL)) {
                total = Amount.read(cells.get("amount")).money();
                continue;
            }
            var line = line(row.line(), cells);
            lines.add(line.fault == null && !seen.add(line.reference) ? line.faulty("lineTwice") : line);
        }
        if (lines.isEmpty()) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "statementEmpty");
        }
        if (lines.size() > MOST) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "statementLong", MOST);
        }
        return new Table(lines, total);
    }

    private static StatementLine line(int number, Map<String, String> cells) {
        var amount = Amount.read(cells.get("amount"));
        var date = date(cells.get("date"));
        var fault = cells.values().stream().anyMatch(StatementLine::formula) ? "formula" : cells.get("reference").isBlank() ? "referenceMissing"
                : date == null ? "dateWrong" : amount.fault();
        return new StatementLine(number, cut(cells.get("reference"), 100), date, cut(cells.getOrDefault("payer", ""), 100), Mask.account(cells.getOrDefault("account", "")),
                amount.money() == null ? Money.ZERO : amount.money(), cut(cells.getOrDefault("remark", ""), 200), fault);
    }

    StatementLine faulty(String why) {
        return new StatementLine(number, reference, receivedOn, payer, accountTail, amount, remark, why);
    }

    /** What a sheet would calculate; a minus sign before figures is a negative amount and told as such. */
    private static boolean formula(String cell) {
        return cell.startsWith("=") || cell.startsWith("+") || cell.startsWith("@") || cell.startsWith("-") && !cell.matches("-[\\d,.]+");
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.matches("\\d{8}") ? text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6) : text.replace('/', '-'));
        } catch (DateTimeParseException wrong) {
            return null;
        }
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    /** An amount in yuan as banks write it, or what is wrong with it. */
    record Amount(Money money, String fault) {

        static Amount read(String text) {
            var plain = text.replace("¥", "").replace("￥", "").replace(" ", "");
            if (plain.matches("-\\d[\\d,.]*")) {
                return new Amount(null, "amountNegative");
            }
            if (!plain.matches("\\d{1,3}(,\\d{3})+(\\.\\d+)?|\\d{1,12}(\\.\\d+)?")) {
                return new Amount(null, "amountWrong");
            }
            var yuan = new BigDecimal(plain.replace(",", "")).stripTrailingZeros();
            if (yuan.scale() > 2) {
                return new Amount(null, "amountFraction");
            }
            return yuan.signum() == 0 ? new Amount(null, "amountZero") : yuan.precision() - yuan.scale() > 12 ? new Amount(null, "amountWrong") : new Amount(Money.ofYuan(yuan), null);
        }
    }
}
