package org.huibu.scheme.pack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.huibu.process.Feel;
import org.huibu.scheme.form.FormField;
import org.huibu.scheme.parameter.Parameter;
import org.huibu.shared.Fault;
import org.springframework.stereotype.Component;

/** What {@code scheme.yaml} names must exist: form fields, roster columns, parameters, checks that are asked, stages of states. */
@Component
class PackFields {

    private static final Pattern PARAMETER = Pattern.compile("\\bp\\.([A-Z][A-Z0-9_]*)");
    private static final Pattern EVIDENCE = Pattern.compile("\\bev\\.(D\\d\\d)\\b");
    /** What must be known of a payee when the money goes (flows §1.9): account in its name, standing, credit; alive and free. */
    private static final List<String> OF_ENTITIES = List.of("D16", "D03", "D06");
    private static final List<String> OF_PERSONS = List.of("D06", "D17");
    private final Feel feel;

    PackFields(Feel feel) {
        this.feel = feel;
    }

    void check(PackReader.Source source, Consumer<Fault> fault) {
        var pack = source.pack();
        var text = source.files().get(pack.key() + "/scheme.yaml");
        var place = new Places(pack.key() + "/scheme.yaml", text == null ? "" : text, fault);
        paths(source, place);
        var limits = source.parameters().all().stream().map(Parameter::key).collect(Collectors.toSet());
        pack.limits().stream().filter(limit -> !limits.contains(limit)).forEach(limit -> place.fault("limitWithoutParameter", limit));
        var stages = pack.stages().stream().map(Pack.Stage::key).collect(Collectors.toSet());
        pack.states().forEach((state, known) -> {
            if (known.phase() == null) {
                place.fault("phaseMissing", state);
            }
            if (known.stage() != null && !stages.contains(known.stage())) {
                place.fault("stageUnknown", known.stage());
            }
        });
        expressions(pack, limits, place);
        if (pack.payee() != null) {
            var asked = pack.checks().stream().filter(check -> "claim".equals(check.of())).map(Pack.Check::check).collect(Collectors.toSet());
            (pack.applicant().uscc() != null ? OF_ENTITIES : OF_PERSONS).stream().filter(check -> !asked.contains(check)).forEach(check -> place.fault("payeeUnchecked", check));
        }
    }

    private static void paths(PackReader.Source source, Places place) {
        var pack = source.pack();
        var paths = new LinkedHashMap<String, String>();
        paths.put("applicant.name", pack.applicant().name());
        if ((pack.applicant().uscc() == null) == (pack.applicant().idNo() == null)) {
            place.fault("applicantNumber");
        } else {
            paths.put("applicant.number", pack.applicant().number());
        }
        if (pack.fund() != null) {
            if (pack.payee() == null || pack.decisions().amount() == null) {
                place.fault("payeeMissing", pack.fund());
            } else {
                paths.put("payee.name", pack.payee().name());
                paths.put("payee.account", pack.payee().account());
                paths.put("payee.bank", pack.payee().bank());
            }
        }
        if (pack.grants() != null) {
            paths.put("grants.level", pack.grants().level());
            pack.grants().attributes().forEach((name, path) -> paths.put("grants." + name, path));
        }
        pack.amends().forEach((name, path) -> paths.put("amends." + name, path));
        if (pack.cancels() != null) {
            paths.put("cancels.path", pack.cancels().path());
            paths.put("cancels.reason", pack.cancels().reason());
        }
        pack.involved().forEach(path -> paths.put("involved." + path, path));
        if (pack.requires() != null && pack.requires().number() != null) {
            paths.put("requires.number", pack.requires().number());
        }
        if (pack.lines() != null && pack.lines().listed() != null) {
            paths.put("lines.listed.subject", pack.lines().listed().subject());
        }
        if (pack.lines() != null && pack.lines().period() != null) {
            paths.put("lines.period", pack.lines().period());
        }
        if (pack.supplements() != null) {
            paths.put("supplements", pack.supplements());
        }
        if (pack.lasting() != null) {
            paths.put("lasting.from", pack.lasting().from());
            paths.put("lasting.to", pack.lasting().to());
        }
        if (pack.loan() != null) {
            paths.putAll(Map.of("loan.person", pack.loan().person(), "loan.entity", pack.loan().entity(), "loan.amount", pack.loan().amount(),
                    "loan.months", pack.loan().months(), "loan.bank", pack.loan().bank()));
        }
        pack.consents().forEach(consent -> consent.shows().forEach(path -> paths.put("consents." + consent.key() + "." + path, path)));
        pack.consents().stream().filter(consent -> !consent.ofLine()).forEach(consent -> consent.person().paths().forEach(path -> paths.put("consents." + consent.key() + ".person." + path, path)));
        unknown(paths, source.form().single().stream().map(FormField::path).collect(Collectors.toSet()), place);
        if (pack.roster()) {
            var columns = source.form().roster().map(roster -> roster.children().stream().map(FormField::path).collect(Collectors.toSet())).orElse(Set.of());
            var named = new LinkedHashMap<String, String>();
            named.put("lines.label", pack.lines().label());
            if (pack.lines().subject() != null || pack.lines().person() == null) {
                named.put("lines.subject", pack.lines().subject());
            }
            if (pack.lines().listed() != null) {
                pack.lines().listed().columns().keySet().forEach(column -> named.put("lines.listed." + column, column));
            }
            if (pack.lines().person() != null) {
                named.put("lines.person", pack.lines().person());
            }
            if (pack.lines().priority() != null) {
                named.put("lines.priority", pack.lines().priority());
            }
            pack.consents().stream().filter(Pack.Consent::ofLine).forEach(consent -> consent.person().paths().forEach(path -> named.put("consents." + consent.key() + ".person." + path, path)));
            unknown(named, columns, place);
        }
    }

    private static void unknown(Map<String, String> named, Set<String> known, Places place) {
        named.forEach((what, path) -> {
            if (path == null || !known.contains(path)) {
                place.fault("fieldUnknown", String.valueOf(path), what);
            }
        });
    }

    private void expressions(Pack pack, Set<String> parameters, Places place) {
        var all = new LinkedHashMap<String, String>();
        pack.facts().claim().forEach((name, rule) -> all.put(name, rule.feel()));
        pack.facts().line().forEach((name, rule) -> all.put(name, rule.feel()));
        pack.facts().step().forEach((name, rule) -> all.put(name, rule.feel()));
        if (pack.roster() && pack.lines().priorityProof() != null) {
            all.put("lines.priorityProof", pack.lines().priorityProof());
        }
        pack.consents().stream().filter(consent -> consent.when() != null).forEach(consent -> all.put("consents." + consent.key(), consent.when()));
        pack.checks().forEach(check -> {
            all.put(check.check(), check.subject());
            check.attributes().forEach(all::put);
            if (!Set.of("claim", "line").contains(String.valueOf(check.of()))) {
                place.fault("checkOfNothing", check.check(), String.valueOf(check.of()));
            }
        });
        var asked = pack.checks().stream().map(Pack.Check::check).collect(Collectors.toSet());
        all.forEach((name, text) -> {
            if (text == null) {
                place.fault("feelDoesNotParse", name, "–");
                return;
            }
            feel.fault(text).ifPresent(message -> place.fault("feelDoesNotParse", name, message));
            PARAMETER.matcher(text).results().map(found -> found.group(1)).filter(key -> !parameters.contains(key)).forEach(key -> place.fault("parameterUnknown", key));
            EVIDENCE.matcher(text).results().map(found -> found.group(1)).filter(check -> !asked.contains(check)).forEach(check -> place.fault("checkNotAsked", check, name));
        });
        pack.entries().stream().filter(role -> java.util.Arrays.stream(org.huibu.identity.Role.values()).noneMatch(known -> known.name().equals(role))).forEach(role -> place.fault("roleUnknown", role));
        if (pack.commits() != null && !pack.decisions().steps().containsKey(pack.commits().rule())) {
            place.fault("ruleUnknown", pack.commits().rule());
        }
        if (pack.commits() != null && pack.commits().fund() == null && pack.fund() == null) {
            place.fault("commitsWithoutFund", pack.commits().rule());
        }
        if (pack.grants() != null && pack.grants().followUp() != null) {
            feel.fault(pack.grants().followUp().alive()).ifPresent(message -> place.fault("feelDoesNotParse", "followUp", message));
            EVIDENCE.matcher(pack.grants().followUp().alive()).results().map(found -> found.group(1)).filter(check -> !pack.grants().followUp().checks().contains(check))
                    .forEach(check -> place.fault("checkNotAsked", check, "followUp"));
        }
        if (pack.lasting() != null) {
            feel.fault(pack.lasting().holds()).ifPresent(message -> place.fault("feelDoesNotParse", "lasting", message));
            var ofLines = pack.checks().stream().filter(check -> "line".equals(check.of())).map(Pack.Check::check).collect(Collectors.toSet());
            pack.lasting().checks().stream().filter(check -> !ofLines.contains(check)).forEach(check -> place.fault("checkNotAsked", check, "lasting"));
            if (!parameters.contains(pack.lasting().every())) {
                place.fault("parameterUnknown", pack.lasting().every());
            }
        }
        if (pack.grants() != null && pack.grants().quota() != null && !parameters.contains(pack.grants().quota())) {
            place.fault("parameterUnknown", pack.grants().quota());
        }
        if (pack.refund() != null && !parameters.contains(pack.refund().months())) {
            place.fault("parameterUnknown", pack.refund().months());
        }
        if (pack.grants() != null && pack.grants().settled() != null) {
            settled(pack.grants(), parameters, place);
        }
        if (pack.grants() != null && !parameters.contains(pack.grants().years())) {
            place.fault("parameterUnknown", pack.grants().years());
        }
    }

    private static void settled(Pack.Grant grants, Set<String> parameters, Places place) {
        if (!parameters.contains(grants.settled().limit())) {
            place.fault("parameterUnknown", grants.settled().limit());
        }
        if (!grants.attributes().containsKey(grants.settled().after())) {
            place.fault("fieldUnknown", grants.settled().after(), "grants.settled.after");
        }
    }

    /** The line of the first place where the thing is named. */
    private record Places(String file, String text, Consumer<Fault> faults) {

        void fault(String code, Object... arguments) {
            var at = arguments.length == 0 ? -1 : text.indexOf(arguments[0].toString());
            faults.accept(Fault.at(at < 0 ? file : file + ":" + PackModels.line(text, at), code, arguments));
        }
    }
}
