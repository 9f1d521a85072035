package org.huibu.ledger;

/**
 * Name of a ledger account, for instance {@code budget/EMPLOYMENT_SUBSIDY/2026/990101/available}.
 *
 * @param code at most 120 characters
 * @param bounded true if its balance may never fall below zero; only accounts of the world outside are unbounded
 */
public record AccountCode(String code, boolean bounded) {

    public AccountCode {
        if (code == null || code.isBlank() || code.length() > 120) {
            throw new IllegalArgumentException("an account code has 1 to 120 characters");
        }
    }

    public static AccountCode bounded(String code) {
        return new AccountCode(code, true);
    }

    public static AccountCode unbounded(String code) {
        return new AccountCode(code, false);
    }
}
