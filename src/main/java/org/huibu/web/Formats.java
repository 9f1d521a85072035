package org.huibu.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.huibu.shared.Fault;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** How values look on pages: Asia/Shanghai, {@code 2026-12-03}, {@code ¥1,234.50}. */
@Component("fmt")
public class Formats {

    /** Between two origins, not within the source of a parameter. */
    private static final Pattern BETWEEN = Pattern.compile("; (?![^(]*\\))");
    private static final Pattern PARAMETER = Pattern.compile("([A-Z][A-Z0-9_]+)=(.*?) \\((.*), (SEED|V1|V2|UNVERIFIED|DEMO)\\)");
    private static final Pattern NO_PARAMETER = Pattern.compile("([A-Z][A-Z0-9]*_[A-Z0-9_]+) –(.*)");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZONE);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);
    private final MessageSource messages;

    Formats(MessageSource messages) {
        this.messages = messages;
    }

    public String day(Instant instant) {
        return instant == null ? "" : DAY.format(instant);
    }

    public String minute(Instant instant) {
        return instant == null ? "" : MINUTE.format(instant);
    }

    /** The message in the reader's language; the key's last part if there is none. */
    public String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, key.substring(key.lastIndexOf('.') + 1), LocaleContextHolder.getLocale());
    }

    /**
     * Where a fact came from: a parameter by its title with value, source and mark, its key last; the rest in the words of whoever shows it.
     *
     * @param origin as findings keep it, for instance {@code AP_MIN_MONTHS=12 (SRC-31, V2); form}; may be null
     */
    public String origin(String origin, UnaryOperator<String> others) {
        return origin == null || origin.isBlank() ? "" : BETWEEN.splitAsStream(origin).map(part -> parameter(part, others)).collect(Collectors.joining(text("origin.join")));
    }

    private String parameter(String part, UnaryOperator<String> others) {
        var value = PARAMETER.matcher(part);
        if (value.matches()) {
            var said = value.group(2).equals("true") || value.group(2).equals("false") ? text("fact." + value.group(2)) : value.group(2);
            return text("origin.parameter", text("parameter." + value.group(1)), said, value.group(3), text("mark." + value.group(4)), value.group(1));
        }
        var missing = NO_PARAMETER.matcher(part);
        return missing.matches() ? text("origin.noParameter", text("parameter." + missing.group(1)), missing.group(2).strip(), missing.group(1)) : others.apply(part);
    }

    /** The name of a region; its code where nobody named it. */
    /** A share as per cent with at most two decimals. @param share 0.2 for 20% */
    public String percent(java.math.BigDecimal share) {
        return share.movePointRight(2).setScale(2, java.math.RoundingMode.HALF_UP).stripTrailingZeros().toPlainString() + "%";
    }

    public String region(String code) {
        return text("region." + code);
    }

    public String fault(Fault fault) {
        return messages.getMessage("fault." + fault.code(), fault.arguments().toArray(), fault.code(), LocaleContextHolder.getLocale());
    }
}
