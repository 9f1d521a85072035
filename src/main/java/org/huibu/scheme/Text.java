package org.huibu.scheme;

/** A name in both languages. */
public record Text(String zh, String en) {

    public String in(java.util.Locale locale) {
        return "en".equals(locale.getLanguage()) ? en : zh;
    }
}
