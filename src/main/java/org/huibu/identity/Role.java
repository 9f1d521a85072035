package org.huibu.identity;

/** Roles of flows §1.1. What a role may do to a case is decided by the services, never here. */
public enum Role {
    APPLICANT, AGENT, ASSISTED_INTAKE, ACCEPTOR, INITIAL_REVIEWER, RECHECKER, APPROVER, NOTICE_OFFICER, OBJECTION_OFFICER, EXPERT, PAY_PREPARER,
    FINANCE_CONFIRMER, PAYER, CITY_REVIEWER, SUBSIDY_SETTLER, PROVINCE_SUPERVISOR, BANK_OFFICER, FUND_OPERATOR, PBC_CONSULTEE, TRAINER,
    ASSESSOR, AUDITOR, APPEAL_OFFICER, SYS_ADMIN, POLICY_EDITOR, POLICY_APPROVER, BUDGET_OFFICER;

    /** True for those outside the offices, who see only the cases that are brought to them. */
    public boolean partner() {
        return this == BANK_OFFICER || this == FUND_OPERATOR;
    }

    /** True for those who work cases by tasks. */
    public boolean worksTasks() {
        return ordinal() >= ACCEPTOR.ordinal() && ordinal() <= SUBSIDY_SETTLER.ordinal() || partner();
    }
}
