package org.huibu.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.huibu.shared.Fault;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** How values look on pages: Asia/Shanghai, {@code 2026-12-03}, {@code ¥1,234.50}. */
@Component("fmt")
public class Formats {

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

    public String fault(Fault fault) {
        return messages.getMessage("fault." + fault.code(), fault.arguments().toArray(), fault.code(), LocaleContextHolder.getLocale());
    }
}
