package org.huibu.desk.finance;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huibu.web.Formats;
import org.springframework.stereotype.Component;

/** Accounts of the ledger as people call them; the code stays beside them as the detail. */
@Component("accountTitles")
class AccountTitles {

    private static final Pattern ENVELOPE = Pattern.compile("(budget|treasury/returned)/(?<fund>[^/]+)/(?<code>[^/]+)/(?<year>\\d+)/(?<region>\\d{6})(/(?<part>available|committed|reserved|spent))?");
    private static final Map<Pattern, String> OTHERS = Map.of(Pattern.compile("receivable/of/(.+)"), "claimable", Pattern.compile("receivable/(.+)/open"), "open",
            Pattern.compile("receivable/(.+)/pending"), "pending", Pattern.compile("receivable/(.+)/collected"), "collected", Pattern.compile("receivable/(.+)/written-off"), "writtenOff", Pattern.compile("receipt/(.+)"), "receipt", Pattern.compile("treasury/overpaid/(?:\\d{6}/)?(.+)"), "overpaid");
    private static final Map<Pattern, String> PLACES = Map.of(Pattern.compile("bank/(\\d{6})"), "bank", Pattern.compile("treasury/deposits/(\\d{6})"), "deposits",
            Pattern.compile("guarantee/(\\d{6})/fund"), "guarantee");
    private static final List<String> WORLD = List.of("treasury/appropriations", "treasury/without-order", "treasury/overpaid-lost", "treasury/guarantee", "receivable/claims");
    private final Formats formats;

    AccountTitles(Formats formats) {
        this.formats = formats;
    }

    /** The title in the reader's language; the code itself for an account that has none. */
    public String of(String code) {
        var envelope = ENVELOPE.matcher(code);
        if (envelope.matches()) {
            return formats.text("account." + (envelope.group("part") == null ? "returned" : envelope.group("part")), formats.text("fund." + envelope.group("fund")),
                    envelope.group("year"), formats.region(envelope.group("region")), envelope.group("code"));
        }
        for (var one : OTHERS.entrySet()) {
            var match = one.getKey().matcher(code);
            if (match.matches()) {
                return formats.text("account." + one.getValue(), match.group(1));
            }
        }
        for (var one : PLACES.entrySet()) {
            Matcher match = one.getKey().matcher(code);
            if (match.matches()) {
                return formats.text("account." + one.getValue(), formats.region(match.group(1)));
            }
        }
        return WORLD.contains(code) ? formats.text("account." + code.replace('/', '.')) : code;
    }
}
