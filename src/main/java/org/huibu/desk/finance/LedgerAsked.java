package org.huibu.desk.finance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.huibu.ledger.LedgerSearch;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;

/** A search of the ledger as typed; null and blank mean anything. @param from first day, with; @param to last day, with; @param least in yuan; @param most in yuan */
public record LedgerAsked(String reference, String caseNumber, String account, String from, String to, String least, String most) {

    /** @throws Refusal INVALID with every field that cannot be read */
    public LedgerSearch.Wanted wanted() {
        var wrong = new ArrayList<Fault>();
        var wanted = new LedgerSearch.Wanted(text(reference), text(caseNumber), text(account), day("from", from, 0, wrong), day("to", to, 1, wrong),
                amount("least", least, wrong), amount("most", most, wrong));
        if (!wrong.isEmpty()) {
            throw Refusal.invalid(wrong);
        }
        return wanted;
    }

    public boolean narrowed() {
        return Stream.of(reference, caseNumber, account, from, to, least, most).anyMatch(typed -> text(typed) != null);
    }

    private static String text(String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private static Instant day(String field, String typed, int later, List<Fault> wrong) {
        try {
            return text(typed) == null ? null : LocalDate.parse(typed.strip()).plusDays(later).atStartOfDay(WorkingCalendar.ZONE).toInstant();
        } catch (DateTimeParseException nonsense) {
            wrong.add(Fault.at(field, "notADate"));
            return null;
        }
    }

    private static Money amount(String field, String typed, List<Fault> wrong) {
        try {
            return text(typed) == null ? null : Money.ofYuan(new BigDecimal(typed.strip().replace(",", "")));
        } catch (IllegalArgumentException | ArithmeticException nonsense) {
            wrong.add(Fault.at(field, "amountWrong"));
            return null;
        }
    }
}
