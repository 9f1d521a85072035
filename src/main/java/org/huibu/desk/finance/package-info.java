/** The pages of finance: funds, moves between them, batches, payment orders, return files, reconciliation, the ledger, and what is taken away of them. */
package org.huibu.desk.finance;
