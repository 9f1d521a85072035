package org.huibu.disbursement.reconciliation;

/**
 * A difference as the comparison found it. Amounts in fen, null where that side has none.
 *
 * @param subject what tells it from others of its kind and day
 * @param region of the order; empty where nobody knows
 */
record Found(Difference.Kind kind, String subject, String region, String orderNumber, String caseNumber, Long statedFen, Long orderedFen, Long postedFen,
             String payee, String accountTail, String reference) { }
