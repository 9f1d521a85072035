/** What became of those who left a roster: asked of the departments year by year (flows §2.2 I10). An indicator, never a condition of payment. */
package org.huibu.casefile.followup;
