package org.huibu.shared;

/**
 * A citation of the rule that something rests on.
 *
 * @param text as shown, for instance {@code 粤府〔2017〕101号 二}
 * @param verification how far the source was read; unverified values are shown as such, never as law
 */
public record Clause(String text, Verification verification) {

    /** Marks of the policy catalogue: V1 official page, V2 reposted page, UNVERIFIED product default, DEMO demonstration city. */
    public enum Verification { SEED, V1, V2, UNVERIFIED, DEMO }
}
