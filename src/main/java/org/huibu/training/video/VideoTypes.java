package org.huibu.training.video;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.tika.Tika;

/** Kinds of recordings that are taken, by what is in them and not by their name. */
final class VideoTypes {

    static final String NAMES = "mp4, mov, m4v, webm, mkv";
    /** Bytes at the beginning that tell. */
    static final int TELLING = 4096;
    private static final Set<String> QUICKTIME = Set.of("video/mp4", "application/mp4", "video/quicktime", "application/quicktime", "video/x-m4v");
    private static final Set<String> MATROSKA = Set.of("video/x-matroska", "application/x-matroska", "video/webm");
    private static final Map<String, Set<String>> TYPES = Map.of("mp4", QUICKTIME, "mov", QUICKTIME, "m4v", QUICKTIME, "webm", MATROSKA, "mkv", MATROSKA);
    private static final Tika TIKA = new Tika();

    private VideoTypes() {
    }

    static boolean named(String name) {
        return TYPES.containsKey(extension(name));
    }

    /** @return what it is, or null if it is not what its name says */
    static String told(String name, byte[] beginning) {
        var type = TIKA.detect(beginning);
        return TYPES.getOrDefault(extension(name), Set.of()).contains(type) ? shown(name, type) : null;
    }

    /** As browsers play it. */
    private static String shown(String name, String type) {
        return QUICKTIME.contains(type) ? "video/mp4" : extension(name).equals("webm") ? "video/webm" : "video/x-matroska";
    }

    private static String extension(String name) {
        var text = String.valueOf(name);
        return text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
