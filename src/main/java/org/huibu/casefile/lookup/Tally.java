package org.huibu.casefile.lookup;

/** Lines (or the claim itself, where there are none) by verdict; what was not judged is not counted. */
public record Tally(int pass, int fail, int doubt) {

    /** True if something does not pass by itself. */
    public boolean needsJudgement() {
        return fail + doubt > 0;
    }
}
