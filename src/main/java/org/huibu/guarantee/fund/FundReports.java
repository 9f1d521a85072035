package org.huibu.guarantee.fund;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.Text;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How guarantee funds stand: read by those who see money and by the fund's operator, of their own city or of the cities within their region. */
@Service
public class FundReports {

    private final GuaranteeFunds funds;
    private final Schemes schemes;
    private final CurrentUser user;
    private final JdbcClient jdbc;
    private final Clock clock;

    FundReports(GuaranteeFunds funds, Schemes schemes, CurrentUser user, JdbcClient jdbc, Clock clock) {
        this.funds = funds;
        this.schemes = schemes;
        this.user = user;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A lending bank as application forms name it. */
    public record Bank(String code, Text name) { }

    /** @return who reads @throws Refusal FORBIDDEN {@code notFinance} */
    public Account reader() {
        var account = user.require();
        if (!account.seesMoney() && !account.has(Role.FUND_OPERATOR)) {
            throw Refusal.forbidden("notFinance");
        }
        return account;
    }

    /** The city of the code, if the reader may read of its fund. @throws Refusal FORBIDDEN {@code notFinance}, NOT_FOUND */
    Region readable(String code) {
        var own = reader().region();
        if (code == null || !code.matches("\\d{4}00") || code.endsWith("0000")) {
            throw Refusal.notFound();
        }
        var city = new Region(code);
        if (!own.covers(city) && !city.covers(own)) {
            throw Refusal.notFound();
        }
        return city;
    }

    /** Those of the reader's region, by code; his own city's even if nothing was put into it yet. */
    @Transactional(readOnly = true)
    public List<FundReport> all() {
        var own = reader().region();
        var known = jdbc.sql("select region from guarantee_fund where region like concat(?, '%')").param(own.prefix().substring(0, Math.min(4, own.prefix().length()))).query(String.class).list();
        return Stream.concat(known.stream(), own.equals(own.province()) ? Stream.of() : Stream.of(own.city().code())).distinct().sorted().map(code -> report(new Region(code))).toList();
    }

    /** @throws Refusal FORBIDDEN {@code notFinance}, NOT_FOUND for a city outside the reader's region */
    @Transactional(readOnly = true)
    public FundReport of(String city) {
        return report(readable(city));
    }

    /** The lending banks of the schemes in force, by code. */
    public List<Bank> banks() {
        var banks = new LinkedHashMap<String, Bank>();
        loans().forEach(scheme -> scheme.form().single().stream().filter(field -> field.path().equals(scheme.pack().loan().bank()))
                .forEach(field -> field.options().forEach(one -> banks.putIfAbsent(one.value(), new Bank(one.value(), new Text(one.label(), field.label(one, Locale.ENGLISH)))))));
        return banks.values().stream().sorted(Comparator.comparing(Bank::code)).toList();
    }

    private FundReport report(Region city) {
        var stop = parameter("LOAN_STOP_RATE", city);
        var standings = banks().stream().map(bank -> {
            var known = jdbc.sql("select matured_fen, compensated_fen from bank_standing where region = ? and bank = ?").params(city.code(), bank.code())
                    .query((row, n) -> new Money[] {Money.ofFen(row.getLong(1)), Money.ofFen(row.getLong(2))}).optional().orElse(new Money[] {Money.ZERO, Money.ZERO});
            var rate = funds.rate(city.code(), bank.code());
            return new FundReport.Standing(bank, known[0], known[1], rate, stop != null && rate.compareTo(stop) >= 0);
        }).toList();
        var waiting = funds.waitingIn(city).stream().map(hold -> new FundReport.Waiting(hold.caseNumber(), hold.bank(), hold.amount(), hold.reason())).toList();
        return new FundReport(city, funds.balance(city), funds.held(city, GuaranteeFunds.RESERVED), funds.held(city, GuaranteeFunds.GUARANTEED), parameter("LOAN_LEVERAGE", city), stop,
                standings, waiting, reader().region().covers(city));
    }

    /** The strictest of the schemes that lend; null where none has one. */
    private BigDecimal parameter(String key, Region city) {
        var today = WorkingCalendar.dayOf(clock.instant());
        return loans().flatMap(scheme -> scheme.parameters().find(key, city, today).stream()).map(one -> new BigDecimal(one.value().toString())).min(Comparator.naturalOrder()).orElse(null);
    }

    private Stream<Scheme> loans() {
        return schemes.active().stream().filter(scheme -> scheme.pack().loan() != null);
    }
}
