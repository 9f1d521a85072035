package org.huibu.notification;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.CaseWork;
import org.huibu.scheme.Scheme;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * An applicant is told when what was approved waits for money and when it goes on: by text message to the mobile of the application, in the transaction that found
 * it. His page says the same, so that who left no mobile reads it there.
 */
@Component
class BudgetTold {

    private static final String ORIGIN = "origin.caseNumber";
    private final CaseWork work;
    private final TextMessages messages;
    private final MessageSource texts;

    BudgetTold(CaseWork work, TextMessages messages, MessageSource texts) {
        this.work = work;
        this.messages = messages;
        this.texts = texts;
    }

    @EventListener
    void on(CaseHappened happened) {
        switch (happened.what()) {
            case "BudgetMissing" -> tell(happened, "message.budgetMissing");
            case "BudgetCame" -> tell(happened, "message.budgetCame");
            default -> { }
        }
    }

    private void tell(CaseHappened happened, String text) {
        var number = happened.caseNumber();
        mobile(number).ifPresent(mobile -> messages.send(mobile, texts.getMessage(text, new Object[] {work.scheme(number).name().zh(), number, happened.details().get("amount"),
            happened.details().get("ahead")}, Locale.SIMPLIFIED_CHINESE)));
    }

    /** Of the case, or of the one it supplements, whose applicant it is for. */
    private Optional<String> mobile(String number) {
        var typed = work.values(number);
        return mobile(work.scheme(number), typed).or(() -> Optional.ofNullable(typed.get(ORIGIN)).flatMap(origin -> mobile(work.scheme(origin), work.values(origin))));
    }

    /** The first mobile that the form asks for and that belongs to nobody who only has to consent. */
    private static Optional<String> mobile(Scheme scheme, Map<String, String> typed) {
        Set<String> others = scheme.pack().consents().stream().map(consent -> consent.person().mobile()).collect(Collectors.toSet());
        return scheme.form().single().stream().filter(field -> "mobile".equals(field.properties().get("sensitive")) && !others.contains(field.path()))
                .map(field -> typed.getOrDefault(field.path(), "")).filter(value -> !value.isBlank()).findFirst();
    }
}
