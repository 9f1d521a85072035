package org.huibu.identity.login;

import org.huibu.identity.Attempts;
import org.springframework.stereotype.Component;

/** Failed logins per account and per address. */
@Component
class Throttle {

    private static final String ACCOUNT = "account";
    private static final String ADDRESS = "address";
    private static final int PER_ACCOUNT = 5;
    private static final int PER_ADDRESS = 100;
    private final Attempts attempts;

    Throttle(Attempts attempts) {
        this.attempts = attempts;
    }

    void failed(String account, String address) {
        attempts.failed(ACCOUNT, account);
        attempts.failed(ADDRESS, address);
    }

    void succeeded(String account) {
        attempts.forget(ACCOUNT, account);
    }

    boolean blocked(String account, String address) {
        return attempts.exceeded(ACCOUNT, account, PER_ACCOUNT) || attempts.exceeded(ADDRESS, address, PER_ADDRESS);
    }
}
