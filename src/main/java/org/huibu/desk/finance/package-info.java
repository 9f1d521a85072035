/** The pages of finance: funds, moves between them, batches, payment orders. */
package org.huibu.desk.finance;
