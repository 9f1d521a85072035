package org.huibu.casefile.postcheck;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.postcheck.DrawnCheck.Ground;

/**
 * Draws by a recorded seed, so that whoever knows it and the list can draw again: a case's place is the SHA-256 of {@code <seed>/<case number>} in
 * hexadecimal, and the smallest are drawn.
 */
record Lot(String seed) {

    /** @param weight what the signals of risk of this case add up to; 0 without any */
    record Ticket(String caseNumber, int weight) { }

    /**
     * First of all cases as many as the first rate says, whatever their weight; then, of the others that have any weight, the heaviest.
     *
     * @param atRandom 0 to 1, as {@code byRisk}; of all cases, rounded up, so that no list is left out
     */
    Map<String, Ground> draw(List<Ticket> tickets, BigDecimal atRandom, BigDecimal byRisk) {
        var drawn = new LinkedHashMap<String, Ground>();
        tickets.stream().sorted(Comparator.comparing(this::place)).limit(share(tickets.size(), atRandom)).forEach(one -> drawn.put(one.caseNumber(), Ground.RANDOM));
        tickets.stream().filter(one -> one.weight() > 0 && !drawn.containsKey(one.caseNumber())).sorted(Comparator.comparingInt(Ticket::weight).reversed().thenComparing(this::place))
                .limit(share(tickets.size(), byRisk)).toList().forEach(one -> drawn.put(one.caseNumber(), Ground.RISK));
        return drawn;
    }

    private static int share(int of, BigDecimal rate) {
        return rate.multiply(BigDecimal.valueOf(of)).setScale(0, RoundingMode.CEILING).intValueExact();
    }

    private String place(Ticket ticket) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest((seed + "/" + ticket.caseNumber()).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
