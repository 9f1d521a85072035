package org.huibu.evidence.spi;

/**
 * A list asked of a department, part by part.
 *
 * @param check code of the source such as {@code D04}
 * @param number whose list, in clear; it is never stored so
 * @param from first entry, from 0
 * @param count at most so many
 */
public record Listing(String check, String number, int from, int count) { }
