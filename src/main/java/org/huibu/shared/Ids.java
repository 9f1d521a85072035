package org.huibu.shared;

import com.github.f4b6a3.tsid.TsidCreator;

/** Assigned, time-ordered, positive 64-bit identifiers; unique across nodes without asking the database. */
public final class Ids {

    private Ids() {
    }

    public static long next() {
        return TsidCreator.getTsid1024().toLong();
    }
}
