package org.huibu;

import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.Account;
import org.huibu.identity.Accounts;
import org.huibu.identity.Role;
import org.huibu.scheme.Releases;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A graduate asks for help with moving: the small flow on which tests try changes of a release. */
@TestComponent
public class MovingStory {

    public static final String SCHEME = "graduate-moving";
    public static final String MODEL = "graduate-moving/graduate-moving.bpmn";
    public static final String OWN = "graduate-moving/parameters.yaml";
    private final CaseFiles cases;
    private final CaseWork work;
    private final AwardStory story;
    private final Releases releases;
    private final Accounts accounts;
    private final PasswordEncoder encoder;

    MovingStory(CaseFiles cases, CaseWork work, AwardStory story, Releases releases, Accounts accounts, PasswordEncoder encoder) {
        this.cases = cases;
        this.work = work;
        this.story = story;
        this.releases = releases;
        this.accounts = accounts;
        this.encoder = encoder;
    }

    /** Everybody who takes part. @return the release that new cases follow */
    public Releases.Release begin() {
        person("person.bailu", "白露", Role.APPLICANT);
        person("policy.second", "政策编辑 桂", Role.POLICY_EDITOR);
        return releases.active(SCHEME);
    }

    /** @return number of a case that was accepted and waits for its review */
    public String submitted() {
        as("person.bailu");
        var number = cases.open(SCHEME, QINGHE);
        cases.save(number, null, new LinkedHashMap<>(Map.of("person.name", "白露", "person.idNo", "990101199102111089", "person.mobile", "13900000077", "person.bankName", "云溪银行",
                "person.account", "6222990101000000777", "move.distance", "500")), null);
        story.attachAll(number);
        cases.submit(number);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        return number;
    }

    /** Leaves the house to the next test as it was. */
    public void back(Releases.Release first) {
        var now = releases.active(SCHEME);
        if (now.id() != first.id()) {
            releases.activate(SCHEME, releases.files(first.id()), now.id(), "back", "test", "test");
        }
        AwardStory.nobody();
    }

    public void person(String username, String name, Role... roles) {
        if (accounts.find(username).isEmpty()) {
            accounts.create(new Account(username, name, "测试", QINGHE, null, Set.of(roles)), encoder.encode("huibu-demo"));
        }
    }
}
