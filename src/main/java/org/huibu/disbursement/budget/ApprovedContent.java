package org.huibu.disbursement.budget;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseWork;
import org.huibu.party.Protection;
import org.springframework.stereotype.Component;

/**
 * The hash of what an approval binds: case, group, payee, account, and each line with its amount. Changed afterwards, it no longer agrees,
 * and somebody has to approve anew before money moves (SD6). The account enters by its blind index, so the hash tells nothing about it.
 */
@Component
public class ApprovedContent {

    private final CaseWork work;
    private final Protection protection;

    ApprovedContent(CaseWork work, Protection protection) {
        this.work = work;
        this.protection = protection;
    }

    /** @return 64 hexadecimal digits */
    public String now(String caseNumber, String group) {
        var payee = work.payee(caseNumber);
        var lines = work.payable(caseNumber, group).stream().map(line -> line.seq() + ":" + line.amount().fen()).collect(Collectors.joining(","));
        var text = String.join("\u001f", caseNumber, group, String.valueOf(payee.name()), String.valueOf(protection.index("ACCOUNT", payee.account())),
                String.valueOf(payee.bank()), lines);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
