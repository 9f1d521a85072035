package org.huibu.disbursement.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.returns.ReturnLine.Problem;
import org.huibu.disbursement.returns.ReturnLine.State;
import org.huibu.identity.Accounts;
import org.huibu.process.Retries;
import org.huibu.review.Notices;
import org.huibu.review.Separation;
import org.huibu.sandbox.Knobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Return files over payments whose outcome nobody knows: what fits is applied by a second person, what does not moves no balance. */
@HuibuTest
class ReturnTests {

    /** A node that is gone: nothing in the product may catch it and go on. */
    private static final class Killed extends Error { }

    private static final String FUND = "EMPLOYMENT_SUBSIDY";
    private static final String ACCOUNT = "99010100000090010";
    private static final String HEADING = "支付单号,金额,收款账号,结果,原因,国库流水号\n";
    @Autowired AwardStory story;
    @Autowired CaseWork work;
    @Autowired Notices notices;
    @Autowired PaymentOrders orders;
    @Autowired Funds funds;
    @Autowired Returns returns;
    @Autowired ReturnLines lines;
    @Autowired ReturnFiles files;
    @Autowired Separation separation;
    @Autowired Accounts accounts;
    @Autowired Retries retries;
    @Autowired Clock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired Knobs knobs;
    @Autowired WebApplicationContext context;

    @AfterEach
    void leave() {
        knobs.set(Knobs.TREASURY, "up");
        AwardStory.nobody();
    }

    @Test
    void appliesWhatFitsAndParksTheRest() throws Exception {
        story.begin();
        var open = unknownOrders();
        as("payer.qinghe");
        var spent = funds.balance(new Envelope(FUND, "2080713", story.year(), "990101")).spent();
        var available = funds.balance(new Envelope(FUND, "2080713", story.year(), "990101")).available();
        var content = (HEADING + line(open.get(0), "成功", "") + line(open.get(1), "退回", "账户状态异常") + line(open.get(2), "成功", "").replace(".00", ".01")
                + line(open.get(3), "成功", "").replace(ACCOUNT, "99010200000090021") + "ZF-NOBODY,8,990101,成功,,\n" + line(open.get(0), "成功", "") + "合计,1\n").getBytes(Charset.forName("GB18030"));
        as("confirmer.qinghe");
        assertThatThrownBy(() -> returns.upload("回单.csv", content)).extracting("code").isEqualTo("notYourRole");
        as("payer.qinghe");
        long file = returns.upload("回单.csv", content);
        assertThatThrownBy(() -> returns.upload("又一次.csv", content)).extracting("code").isEqualTo("returnTwice");
        assertThat(returns.lines(file, State.PARKED, 0, 10)).extracting(ReturnLine::place, ReturnLine::problem).containsExactly(tuple(4, Problem.WRONG_AMOUNT),
                tuple(5, Problem.OTHER_ACCOUNT), tuple(6, Problem.UNKNOWN_ORDER), tuple(7, Problem.DUPLICATE), tuple(8, Problem.TOTALS));
        assertThatThrownBy(() -> returns.confirm(file)).extracting("code").isEqualTo("notYourRole");
        assertThat(orders.find(open.get(0).number()).state()).as("a preview moves nothing").isEqualTo(PaymentOrder.State.UNKNOWN);
        confirmedByAnother(file);
        aNodeDiesOnTheSecondLine(file);
        eventually(() -> returns.find(file).state() == ReturnFile.State.DONE);
        assertThat(orders.find(open.get(0).number()).state()).isEqualTo(PaymentOrder.State.SETTLED);
        assertThat(orders.find(open.get(1).number()).state()).isEqualTo(PaymentOrder.State.REFUSED);
        assertThat(orders.find(open.get(1).number()).reason()).isEqualTo("账户状态异常");
        assertThat(open.subList(2, 4)).allSatisfy(order -> assertThat(orders.find(order.number()).state()).isEqualTo(PaymentOrder.State.UNKNOWN));
        assertThat(funds.balance(new Envelope(FUND, "2080713", story.year(), "990101")).spent()).isEqualTo(spent.plus(open.get(0).amount()));
        assertThat(funds.balance(new Envelope(FUND, "2080713", story.year(), "990101")).available()).isEqualTo(available);
        assertThat(funds.differences()).isEmpty();
        againAndAgainst(open);
        pages(file);
        leaveNothingOpen(open.subList(2, 4));
    }

    /** Other tests of the shared house claim for the same entities. */
    private void leaveNothingOpen(List<PaymentOrder> open) {
        knobs.set(Knobs.TREASURY, "up");
        as("payer.qinghe");
        open.forEach(order -> orders.askAgain(order.number()));
        eventually(() -> open.stream().allMatch(order -> orders.find(order.number()).state() == PaymentOrder.State.SETTLED));
    }

    /** What it did is done, and another node goes on where it ended. */
    private void aNodeDiesOnTheSecondLine(long file) {
        var node = new ReturnRuns(files, lines, new ReturnMatch(orders) {
            private int seen;

            @Override
            List<ReturnLine> of(List<ReturnLine> some, String region) {
                if (++seen == 2) {
                    throw new Killed();
                }
                return super.of(some, region);
            }
        }, orders, separation, accounts, retries, clock);
        assertThatThrownBy(() -> node.apply(file)).isInstanceOf(Killed.class);
        assertThat(lines.counts(file)).containsEntry(State.APPLIED, 1L).containsEntry(State.READY, 1L);
        lease(file, null);
        as("payer.qinghe");
    }

    private void lease(long file, LocalDateTime until) {
        transaction.executeWithoutResult(status -> jdbc.sql("update return_file set lease_until = ? where id = ?").params(Arrays.asList(until, file)).update());
    }

    private void confirmedByAnother(long file) {
        // So that no other node has it before the one that dies.
        lease(file, LocalDateTime.of(2999, 1, 1, 0, 0));
        as("confirmer.qinghe");
        assertThatThrownBy(() -> returns.confirm(file)).extracting("code").isEqualTo("returnTotals");
        as("payer.qinghe");
        var totals = returns.lines(file, State.PARKED, 7, 10).get(0);
        assertThatThrownBy(() -> returns.workOff(file, totals.id(), "")).extracting("code").isEqualTo("invalid");
        returns.workOff(file, totals.id(), "代理银行合计有误，已核实各行");
        assertThatThrownBy(() -> returns.workOff(file, totals.id(), "再来一次")).extracting("code").isEqualTo("differenceState");
        as("confirmer.qinghe");
        returns.confirm(file);
        assertThatThrownBy(() -> returns.confirm(file)).extracting("code").isEqualTo("returnState");
    }

    /** The same outcome once more is known, the other one is parked, a file that was given up may come again, and other regions have no file. */
    private void againAndAgainst(List<PaymentOrder> open) {
        as("payer.qinghe");
        var content = (HEADING + line(open.get(0), "成功", "") + line(open.get(1), "成功", "")).getBytes(StandardCharsets.UTF_8);
        long discarded = returns.upload("次日.csv", content);
        assertThat(returns.counts(discarded)).containsEntry(State.KNOWN, 1L).containsEntry(State.PARKED, 1L);
        assertThat(returns.lines(discarded, State.PARKED, 0, 10)).extracting(ReturnLine::problem).containsExactly(Problem.OTHER_OUTCOME);
        returns.discard(discarded);
        assertThat(returns.upload("次日.csv", content)).isNotEqualTo(discarded);
        as("approver.songling");
        assertThatThrownBy(() -> returns.find(discarded)).extracting("code").isEqualTo("notFound");
        assertThat(returns.list(null, 100)).isEmpty();
    }

    private void pages(long file) throws Exception {
        MockMvc http = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
        var payer = user("payer.qinghe").roles("PAYER");
        assertThat(http.perform(MockMvcRequestBuilders.get("/finance/returns/" + file).with(payer)).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8))
                .contains("金额与支付单不同", "ZF-NOBODY").doesNotContain(ACCOUNT, "99010200000090021");
        assertThat(http.perform(MockMvcRequestBuilders.get("/finance/returns").with(payer)).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8)).contains("回单.csv");
        var api = http.perform(MockMvcRequestBuilders.get("/api/v1/return-files/" + file).with(payer)).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        assertThat(api).contains("\"state\":\"DONE\"", "\"problem\":\"WRONG_AMOUNT\"", "\"APPLIED\":2").doesNotContain(ACCOUNT);
        var twice = http.perform(MockMvcRequestBuilders.multipart("/api/v1/return-files").file(new MockMultipartFile("file", "x.csv", null, "a,b".getBytes())).with(payer).with(csrf())
                .header("Idempotency-Key", "return-file-" + file)).andReturn().getResponse();
        assertThat(twice.getContentAsString(StandardCharsets.UTF_8)).contains("\"code\"").doesNotContain("\"parked\"");
        var broken = http.perform(MockMvcRequestBuilders.multipart("/finance/returns").file(new MockMultipartFile("file", "x.csv", null, "a,b".getBytes())).with(payer).with(csrf()))
                .andReturn().getResponse();
        assertThat(broken.getStatus()).isEqualTo(422);
        assertThat(broken.getContentAsString(StandardCharsets.UTF_8)).contains("文件缺少支付单号");
    }

    /** Four groups of one claim that were sent while the treasury was silent. */
    private List<PaymentOrder> unknownOrders() {
        var number = story.published("roster-10-pass.csv", 0, 4);
        var notice = notices.ofCase(number).get(0).id();
        for (int i = 0; i < 4; i++) {
            notices.object(notice, i, "该实体已搬离");
        }
        story.passNotice(number);
        knobs.set(Knobs.TREASURY, "down");
        for (var step : List.of("objection.qinghe/NOT_UPHELD", "approver.qinghe/APPROVE", "preparer.qinghe/DRAFTED", "confirmer.qinghe/RELEASED")) {
            for (int i = 0; i < 4; i++) {
                story.decide(step.split("/")[0], number, step.split("/")[1]);
            }
        }
        eventually(() -> orders.ofCase(number).stream().filter(order -> order.state() == PaymentOrder.State.UNKNOWN).count() == 4);
        return new ArrayList<>(orders.ofCase(number));
    }

    private static String line(PaymentOrder order, String outcome, String reason) {
        return order.number() + "," + order.amount().yuan().toPlainString() + "," + ACCOUNT + "," + outcome + "," + reason + ",GK-" + order.number() + "\n";
    }
}
