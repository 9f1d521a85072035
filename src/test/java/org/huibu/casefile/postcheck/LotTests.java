package org.huibu.casefile.postcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.huibu.casefile.postcheck.DrawnCheck.Ground;
import org.huibu.casefile.postcheck.Lot.Ticket;
import org.junit.jupiter.api.Test;

class LotTests {

    private static final BigDecimal TWENTIETH = new BigDecimal("0.05");
    private static final BigDecimal NONE = BigDecimal.ZERO;

    @Test
    void isDrawnAgainByWhoeverKnowsTheSeed() {
        var tickets = tickets(40, 0);
        var drawn = new Lot("00ff").draw(tickets, TWENTIETH, TWENTIETH);
        assertThat(drawn).isEqualTo(new Lot("00ff").draw(tickets.stream().sorted(java.util.Comparator.comparing(Ticket::caseNumber)).toList(), TWENTIETH, TWENTIETH)).hasSize(2).containsOnlyKeys("C-35", "C-4");
        assertThat(new Lot("00fe").draw(tickets, TWENTIETH, TWENTIETH)).isNotEqualTo(drawn);
    }

    @Test
    void leavesNoListAndNoCaseOut() {
        assertThat(new Lot("0").draw(tickets(1, 0), TWENTIETH, NONE)).containsOnlyKeys("C-0");
        var ever = new TreeSet<String>();
        IntStream.range(0, 200).forEach(seed -> ever.addAll(new Lot(Integer.toHexString(seed)).draw(tickets(20, 5), TWENTIETH, NONE).keySet()));
        assertThat(ever).as("whatever its weight").hasSize(20);
    }

    @Test
    void takesTheHeaviestOfTheOthersByRisk() {
        var tickets = IntStream.range(0, 40).mapToObj(one -> new Ticket("C-" + one, one < 3 ? 10 - one : 0)).toList();
        var drawn = new Lot("00ff").draw(tickets, TWENTIETH, TWENTIETH);
        assertThat(drawn).containsEntry("C-35", Ground.RANDOM).containsEntry("C-4", Ground.RANDOM).containsEntry("C-0", Ground.RISK).containsEntry("C-1", Ground.RISK).hasSize(4);
        assertThat(new Lot("00ff").draw(tickets, NONE, BigDecimal.ONE)).as("nothing is drawn by risk that has none").containsOnlyKeys("C-0", "C-1", "C-2");
        assertThat(new Lot("00ff").draw(tickets, BigDecimal.ONE, BigDecimal.ONE)).as("once only").hasSize(40).doesNotContainValue(Ground.RISK);
    }

    private static List<Ticket> tickets(int count, int weightOfFirst) {
        return IntStream.range(0, count).mapToObj(one -> new Ticket("C-" + one, one == 0 ? weightOfFirst : 0)).toList();
    }
}
