package org.huibu.guarantee.bank;

import org.huibu.shared.DomainEvent;

/** A bank said something that was not believed, or somebody said it was a bank. It belongs to no case. @param key of the order it named; may be null */
record BankRefused(String why, String bank, String key) implements DomainEvent {

    @Override
    public String type() {
        return "BankAnswerRefused";
    }

    @Override
    public String caseNumber() {
        return null;
    }
}
