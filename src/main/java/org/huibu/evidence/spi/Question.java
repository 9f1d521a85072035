package org.huibu.evidence.spi;

import java.util.Map;

/**
 * One question to a department.
 *
 * @param check code such as {@code D03} (catalogue §0)
 * @param kind ENTERPRISE, PERSON or ACCOUNT
 * @param number credit code, ID number or account in clear; it is never stored so
 * @param line roster line from 0; null for the claim
 */
public record Question(String check, String kind, String number, Map<String, String> attributes, Integer line) { }
