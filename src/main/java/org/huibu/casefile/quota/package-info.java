/** Places of a kind of recognition per year and district: who holds some, who waits for them and in which order. */
package org.huibu.casefile.quota;
