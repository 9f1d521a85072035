package org.huibu.scheme.pack;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.huibu.shared.Fault;

/** A pack pays and promises only from funds that may pay what it spends for. */
final class Funding {

    private Funding() {
    }

    /** @param funds what {@code shared/funds.yaml} says */
    static void check(Pack pack, List<Fund> funds, Consumer<Fault> faults) {
        var file = pack.key() + "/scheme.yaml";
        Stream.of(pack.fund(), pack.commits() == null ? null : pack.commits().fund()).filter(Objects::nonNull).distinct().forEach(key -> {
            var fund = funds.stream().filter(one -> one.key().equals(key)).findFirst();
            if (fund.isEmpty()) {
                faults.accept(Fault.at(file, "fundUnknown", key));
            } else if (pack.spending() == null) {
                faults.accept(Fault.at(file, "spendingMissing", key));
            } else if (fund.get().code(pack.spending()).isEmpty()) {
                faults.accept(Fault.at(file, "fundMayNotPay", key, pack.spending(), fund.get().never().getOrDefault(pack.spending(), fund.get().source())));
            }
        });
    }
}
