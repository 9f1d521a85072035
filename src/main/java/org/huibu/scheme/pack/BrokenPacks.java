package org.huibu.scheme.pack;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.huibu.shared.Fault;
import org.springframework.context.MessageSource;

/** All faults of all packs in one readable message: file, line and reason in both languages. */
public class BrokenPacks extends IllegalStateException {

    public BrokenPacks(List<Fault> faults, MessageSource messages) {
        super(faults.stream().distinct().map(fault -> "  " + fault.path() + ": " + text(fault, messages, Locale.SIMPLIFIED_CHINESE) + " / " + text(fault, messages, Locale.ENGLISH))
                .collect(Collectors.joining("\n", "流程与方案有误，未启动 / The scheme packs are broken:\n", "")));
    }

    private static String text(Fault fault, MessageSource messages, Locale locale) {
        return messages.getMessage("fault." + fault.code(), fault.arguments().toArray(), fault.code() + " " + fault.arguments(), locale);
    }

    /** Tells the faults instead of a stack trace. */
    public static class Analysis extends org.springframework.boot.diagnostics.AbstractFailureAnalyzer<BrokenPacks> {

        @Override
        protected org.springframework.boot.diagnostics.FailureAnalysis analyze(Throwable root, BrokenPacks cause) {
            return new org.springframework.boot.diagnostics.FailureAnalysis(cause.getMessage(),
                    "请改正以上各处后再启动。 / Correct the places above and start again.", cause);
        }
    }
}
