package org.huibu.review.inbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.huibu.identity.Account;

/** The condition of every query of the inbox; role, region and institution are always in it. */
final class InboxQuery {

    private final StringBuilder text = new StringBuilder("where role in (:roles) and region like :region and (institution is null or institution = :institution)");
    private final Map<String, Object> values = new HashMap<>();

    InboxQuery(InboxFilter filter, Account account, Instant now) {
        values.put("roles", account.roles().stream().map(Enum::name).toList());
        values.put("region", account.region().prefix() + "%");
        values.put("institution", account.institution() == null ? "" : account.institution());
        values.put("me", account.username());
        values.put("now", InboxRows.utc(now));
        text.append("nobody".equals(filter.held()) ? " and assignee is null" : "me".equals(filter.held()) ? " and assignee = :me" : " and (assignee is null or assignee = :me)");
        and("scheme_key = :scheme", "scheme", filter.scheme());
        and("stage = :stage", "stage", filter.stage());
        and("lane = :lane", "lane", filter.lane() == null ? null : filter.lane().name());
        and("due_at < :now", "now", filter.overdue() ? InboxRows.utc(now) : null);
        if (filter.text() != null) {
            var typed = filter.text().replace("!", "!!").replace("%", "!%").replace("_", "!_");
            values.put("number", typed.toUpperCase(Locale.ROOT) + "%");
            and("(applicant like :name escape '!' or case_number like :number escape '!')", "name", "%" + typed + "%");
        }
    }

    /** Continues behind a row; an unreadable cursor begins at the beginning. */
    InboxQuery behind(String cursor) {
        if (cursor != null && cursor.matches("\\d{1,18}_.{1,64}")) {
            values.put("after", cursor.substring(cursor.indexOf('_') + 1));
            and("(urgency > :urgency or (urgency = :urgency and task_id > :after))", "urgency",
                    InboxRows.utc(Instant.ofEpochMilli(Long.parseLong(cursor.substring(0, cursor.indexOf('_'))))));
        }
        return this;
    }

    String text() {
        return text.toString();
    }

    Map<String, Object> values() {
        return values;
    }

    private void and(String condition, String name, Object value) {
        if (value != null) {
            text.append(" and ").append(condition);
            values.put(name, value);
        }
    }
}
