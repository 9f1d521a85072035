package org.huibu.bench;

import static org.huibu.AwardStory.as;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.huibu.ApiClient;
import org.huibu.AwardStory;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxRow;
import org.huibu.review.Reviewing;

/** Whole recognitions of an incubation base: form, materials, departments over HTTP, five officers' steps, letters, audit. */
public final class Recognitions {

    /** Officer and outcome of each human step. */
    static final List<Map.Entry<String, String>> STEPS = List.of(Map.entry("acceptor.qinghe", "ACCEPTED"), Map.entry("reviewer.qinghe", "VISITED"), Map.entry("reviewer.qinghe", "PROPOSE"),
            Map.entry("rechecker.qinghe", "AGREE"), Map.entry("approver.qinghe", "APPROVE"));
    private final CaseFiles cases;
    private final CaseWork work;
    private final Inbox inbox;
    private final Reviewing reviewing;

    public Recognitions(CaseFiles cases, CaseWork work, Inbox inbox, Reviewing reviewing) {
        this.cases = cases;
        this.work = work;
        this.inbox = inbox;
        this.reviewing = reviewing;
    }

    /** Through the product's own services; the cases of a client go side by side, as they do in an office. */
    public void throughServices(int count) {
        as("base.hongmeng");
        var numbers = IntStream.range(0, count).mapToObj(i -> {
            var number = cases.open("base-recognition", AwardStory.QINGHE);
            cases.save(number, null, form(), null);
            work.scheme(number).pack().materials().stream().filter(material -> material.required()).forEach(material -> cases.attach(number, material.key(), "证明.pdf", AwardStory.PDF));
            cases.submit(number);
            return number;
        }).toList();
        for (var step : STEPS) {
            as(step.getKey());
            for (var number : numbers) {
                var task = task(number);
                if (task.form() != null) {
                    reviewing.attach(task.taskId(), "photos", "照片.pdf", AwardStory.PDF);
                }
                reviewing.decide(task.taskId(), new Reviewing.Decision(step.getValue(), "同意", List.of(), Map.of(), task.form() == null ? Map.of() : visit()));
            }
        }
        numbers.forEach(number -> await(() -> work.find(number).finished()));
    }

    /** The same by the interface, with login, validation and idempotency on every request. The visit's photo comes by the page's own way and is left to the services. */
    public void throughHttp(int port, int count) {
        var applicant = new ApiClient(port, "base.hongmeng");
        var numbers = IntStream.range(0, count).mapToObj(i -> {
            var number = ok(applicant.post("/cases", Map.of("scheme", "base-recognition"))).body().path("summary").path("number").asString();
            ok(new ApiClient(port, "base.hongmeng").patch("/cases/" + number, 0, Map.of("form", form())));
            work.scheme(number).pack().materials().stream().filter(material -> material.required())
                    .forEach(material -> ok(applicant.upload("/cases/" + number + "/materials", material.key(), "证明.pdf", AwardStory.PDF, UUID.randomUUID().toString())));
            ok(applicant.post("/cases/" + number + "/submit", Map.of()));
            return number;
        }).toList();
        for (var step : STEPS) {
            as(step.getKey());
            var officer = new ApiClient(port, step.getKey());
            for (var number : numbers) {
                var task = task(number);
                if (task.form() != null) {
                    reviewing.attach(task.taskId(), "photos", "照片.pdf", AwardStory.PDF);
                }
                ok(officer.post("/tasks/" + task.taskId() + "/complete", Map.of("outcome", step.getValue(), "opinion", "同意", "form", task.form() == null ? Map.of() : visit())));
            }
        }
        numbers.forEach(number -> await(() -> work.find(number).finished()));
    }

    private InboxRow task(String number) {
        await(() -> inbox.ofCase(number).stream().anyMatch(row -> !row.lane().waits()));
        return inbox.ofCase(number).get(0);
    }

    private static ApiClient.Answer ok(ApiClient.Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return answer;
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            if (i > 6000) {
                throw new IllegalStateException("not in time");
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static Map<String, String> visit() {
        return Map.of("visitedOn", "2026-10-12", "place", "青禾区星河路1号", "secondOfficer", "第二名核查人员", "record", "属实");
    }

    private static Map<String, String> form() {
        var form = new HashMap<>(Map.of("operator.name", "岭海鸿萌创业孵化有限公司", "operator.uscc", "91990101MA00090010", "operator.legalRepresentative", "安鸿", "operator.contact", "安鸿",
                "operator.mobile", "13900000001", "base.name", "鸿萌创业基地", "base.level", "COUNTY", "base.addressRanges", "青禾区星河路1号", "base.area", "3200", "base.leaseEnd", "2040-12-31"));
        form.put("base.serviceTeam", "6");
        return form;
    }
}
