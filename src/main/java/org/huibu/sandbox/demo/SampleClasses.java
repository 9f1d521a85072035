package org.huibu.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The fictional firms that train apprentices, and their classes, as the simulated departments know them. */
final class SampleClasses {

    static final Trainer LINGGONG = new Trainer("firm.linggong", "云溪菱工精密制造有限公司", "91990101MA0009501C", "凌工", "13900000009", "99010100000095017");
    static final Trainer QIAOGONG = new Trainer("firm.qiaogong", "云溪巧工机电有限公司", "91990101MA0009505Q", "乔工", "13900000010", "99010100000095055");

    private SampleClasses() {
    }

    /** A firm that trains. @param bank account number */
    record Trainer(String account, String name, String uscc, String person, String mobile, String bank) { }

    static Map<String, String> firm(Trainer firm) {
        return new LinkedHashMap<>(Map.of("enterprise.name", firm.name(), "enterprise.uscc", firm.uscc(), "enterprise.legalRepresentative", firm.person(),
                "enterprise.contact", firm.person(), "enterprise.mobile", firm.mobile(), "enterprise.bankName", "云溪银行", "enterprise.account", firm.bank()));
    }

    /** @param start first day of a class of a year @param advance whole yuan */
    static Map<String, String> plan(Trainer firm, String name, LocalDate start, int advance) {
        var form = firm(firm);
        form.putAll(Map.of("enterprise.insuredCount", "300", "enterprise.industry", "通用设备制造", "enterprise.trainingSystem", "yes", "enterprise.fundAccrued", "yes", "class.name", name,
                "class.kind", "ENTERPRISE", "class.occupation", "6-18-01-01", "class.occupationName", "车工", "class.level", "3"));
        form.putAll(Map.of("class.start", start.toString(), "class.end", end(start).toString(), "class.months", "12", "class.theoryHours", "200", "class.practiceHours", "400",
                "class.school", "云溪技工学校", "class.schoolUscc", "91990101MA0009502F", "class.venue", "一号实训车间"));
        form.putAll(Map.of("class.enterpriseMentors", "3", "class.enterpriseMentorNames", "凌师傅、邱师傅、柯师傅", "class.schoolMentors", "2", "class.schoolMentorNames", "韦老师、尹老师",
                "class.equipment", "数控车床六台", "class.assessor", "云溪职业技能鉴定指导中心", "class.assessorUscc", "12990101MA0009503P", "money.advanceAsked", Integer.toString(advance)));
        return form;
    }

    static LocalDate end(LocalDate start) {
        return start.plusYears(1).minusDays(1);
    }

    static Map<String, String> settlement(Trainer firm, String plan) {
        var form = firm(firm);
        form.putAll(Map.of("plan.number", "RD-" + plan, "plan.hours", "600", "plan.invoice", "FP-0001"));
        return form;
    }

    /** Roster of a plan. @param from first of the firm's sample apprentices, from 0 */
    static List<Map<String, String>> apprentices(Trainer firm, LocalDate start, int from, int to) {
        return people(firm).subList(from, to).stream().map(one -> {
            Map<String, String> row = new LinkedHashMap<>(Map.of("name", one.name(), "idNo", one.idNo(), "hireType", "NEW", "post", "数控车工", "currentLevel", "4"));
            row.putAll(contract(one, start));
            return row;
        }).toList();
    }

    /** Roster of a settlement. @param passed how many of the apprentices, the first ones */
    static List<Map<String, String>> assessed(Trainer firm, int from, int to, int passed) {
        var all = people(firm).subList(from, to);
        return all.stream().map(one -> {
            var good = all.indexOf(one) < passed;
            return Map.of("name", one.name(), "idNo", one.idNo(), "outcome", good ? "PASSED" : "FAILED", "certificateNo", good ? one.certificate() : "");
        }).toList();
    }

    /** Roster of a change: one leaves on the day and another takes the place. */
    static List<Map<String, String>> replaced(Trainer firm, LocalDate start, int leaves, int joins, LocalDate day) {
        var left = people(firm).get(leaves);
        var joined = people(firm).get(joins);
        Map<String, String> row = new LinkedHashMap<>(Map.of("name", joined.name(), "idNo", joined.idNo(), "enteredOn", day.toString()));
        row.putAll(contract(joined, start));
        return List.of(Map.of("name", left.name(), "idNo", left.idNo(), "leftOn", day.toString()), row);
    }

    private static Map<String, String> contract(Apprentice one, LocalDate start) {
        return Map.of("contractStart", start.minusMonths(2).toString(), "contractEnd", start.plusYears(3).toString(), "agreementNo", one.certificate().replace("ZS", "PX"));
    }

    private record Apprentice(String name, String idNo, String certificate) { }

    /** Whoever of the firm will hold a certificate of the class. */
    private static List<Apprentice> people(Trainer firm) {
        try (var file = new ClassPathResource("sandbox/apprentices.yaml").getInputStream()) {
            var all = new YAMLMapper().readTree(file).path("persons");
            return all.valueStream().filter(one -> one.path("insuredBy").asString("").equals(firm.uscc()) && one.path("certificate").path("occupation").asString("").equals("6-18-01-01"))
                    .map(one -> new Apprentice(one.path("name").asString(), one.path("idNo").asString(), one.path("certificate").path("number").asString())).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
