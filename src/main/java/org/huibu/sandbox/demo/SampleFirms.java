package org.huibu.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/** The fictional base and its entities, as the simulated departments know them. */
final class SampleFirms {

    private static final List<String> COLUMNS = List.of("entityName", "entityUscc", "registeredOn", "address", "founderName", "founderIdNo", "legalRepresentative",
            "category", "agreementNo", "serviceStart", "serviceEnd", "rentMode", "insuredCount");

    private SampleFirms() {
    }

    static Map<String, String> base() {
        return base("岭海鸿萌创业孵化有限公司", "91990101MA00090010", "青禾区星河路1号");
    }

    static Map<String, String> base(String operator, String uscc, String address) {
        var form = operator();
        form.putAll(Map.of("operator.name", operator, "operator.uscc", uscc, "base.name", operator.substring(2, 4) + "创业基地", "base.level", "COUNTY",
                "base.addressRanges", address, "base.area", "3200", "base.leaseEnd", "2040-12-31", "base.serviceTeam", "6", "base.publicBenefit", "false"));
        return form;
    }

    static Map<String, String> claim() {
        var form = operator();
        form.putAll(Map.of("operator.bankName", "云溪银行", "operator.account", "99010100000090010", "claim.periodStart", "2025-10-01", "claim.periodEnd", "2026-09-30"));
        return form;
    }

    static Map<String, String> demonstration(LocalDate recognised) {
        var form = operator();
        form.putAll(Map.of("operator.bankName", "云溪银行", "operator.account", "99010100000090010", "award.level", "CITY", "award.document", "云人社发〔2026〕1号",
                "award.recognisedOn", recognised.toString(), "award.assessment", "PASSED", "award.occupancy", "80", "award.policyUsers", "4"));
        return form;
    }

    static List<Map<String, String>> extensions() {
        return roster().stream().limit(1).map(row -> Map.of("entityName", row.get("entityName"), "entityUscc", row.get("entityUscc"), "extendedTo", "2029-06-30",
                "reason", "产品即将定型，仍需中试场地")).toList();
    }

    static List<Map<String, String>> roster() {
        try {
            return new ClassPathResource("sandbox/roster.csv").getContentAsString(StandardCharsets.UTF_8).lines().skip(1).map(SampleFirms::row).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Map<String, String> row(String line) {
        var cells = line.split(",");
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            row.put(COLUMNS.get(i), cells[i]);
        }
        return row;
    }

    private static Map<String, String> operator() {
        return new LinkedHashMap<>(Map.of("operator.name", "岭海鸿萌创业孵化有限公司", "operator.uscc", "91990101MA00090010", "operator.legalRepresentative", "安鸿",
                "operator.contact", "安鸿", "operator.mobile", "13900000001"));
    }
}
