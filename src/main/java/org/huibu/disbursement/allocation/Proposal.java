package org.huibu.disbursement.allocation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huibu.disbursement.allocation.BudgetMove.Kind;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.scheme.pack.Fund;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Proposed;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;

/**
 * A move as it is typed. What its kind leaves no choice about need not be typed: a transfer stays in its region and year, an allocation in its code and year.
 *
 * @param amount yuan with at most two decimals, more than zero
 * @param region of the envelope that gives; of the one that gets for an appropriation
 * @param toCode for a transfer, @param toRegion for an allocation, otherwise ignored
 */
public record Proposal(Kind kind, String fund, String code, Integer year, String region, String toCode, String toRegion, String amount, String document, String reason) {

    private static final int YEARS_AHEAD = 5;

    /** What was typed, read. @param from null for an appropriation */
    record Read(Envelope from, Envelope to, Money money) { }

    /** @throws Refusal INVALID with every fault at its field */
    Read read(List<Fund> funds, int thisYear) {
        var faults = new ArrayList<Fault>();
        if (kind == null) {
            faults.add(Fault.at("kind", "required"));
        }
        var known = funds.stream().filter(one -> one.key().equals(fund)).findFirst();
        if (known.isEmpty()) {
            faults.add(Fault.at("fund", "notAnOption"));
        }
        known.filter(one -> !one.has(code)).ifPresent(one -> faults.add(Fault.at("code", "codeNotOfFund", one.name().zh())));
        if (year == null || year < thisYear - 1 || year > thisYear + YEARS_AHEAD) {
            faults.add(Fault.at("year", "yearWrong", Integer.toString(thisYear - 1), Integer.toString(thisYear + YEARS_AHEAD)));
        }
        var money = money(faults);
        Proposed.read(document, reason, faults);
        var at = region(region, "region", faults);
        var to = kind == null || year == null || at.isEmpty() ? null : target(known, at.get(), faults);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new Read(kind == Kind.APPROPRIATION ? null : new Envelope(fund, code, year, region), to, money);
    }

    private Envelope target(Optional<Fund> known, Region at, List<Fault> faults) {
        return switch (kind) {
            case APPROPRIATION -> new Envelope(fund, code, year, region);
            case CARRY_OVER -> new Envelope(fund, code, year + 1, region);
            case TRANSFER -> {
                if (known.isPresent() && (!known.get().has(toCode) || toCode.equals(code))) {
                    faults.add(Fault.at("toCode", "codeNotOfFund", known.get().name().zh()));
                }
                yield new Envelope(fund, toCode, year, region);
            }
            case ALLOCATION -> {
                if (region(toRegion, "toRegion", faults).filter(lower -> above(lower).equals(Optional.of(at))).isEmpty()) {
                    faults.add(Fault.at("toRegion", "regionNotBelow", region));
                }
                yield new Envelope(fund, code, year, toRegion);
            }
            case RETURN -> {
                if (above(at).isEmpty()) {
                    faults.add(Fault.at("kind", "nothingAbove"));
                }
                yield new Envelope(fund, code, year, above(at).map(Region::code).orElse(region));
            }
        };
    }

    /** The level above: a city's for a district, the province's for a city, the centre's for a province, none for the centre. */
    private static Optional<Region> above(Region region) {
        return Stream.of(Fund.Level.values()).map(level -> level.of(region)).filter(higher -> !higher.equals(region) && higher.covers(region)).findFirst();
    }

    private static Optional<Region> region(String code, String path, List<Fault> faults) {
        try {
            return Optional.of(new Region(code));
        } catch (IllegalArgumentException wrong) {
            faults.add(Fault.at(path, "regionWrong"));
            return Optional.empty();
        }
    }

    private Money money(List<Fault> faults) {
        try {
            var read = amount.strip().matches("\\d{1,13}(\\.\\d{1,2})?") ? Money.ofYuan(new BigDecimal(amount.strip())) : Money.ZERO;
            if (!read.isZero()) {
                return read;
            }
        } catch (RuntimeException noAmount) {
            // Said below: letters, fractions of a fen, amounts below zero and too large ones are the same fault.
        }
        faults.add(Fault.at("amount", "amountWrong"));
        return Money.ZERO;
    }
}
