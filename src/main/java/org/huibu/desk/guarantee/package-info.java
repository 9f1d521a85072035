/** Guarantee funds for those who see money and for their operators: pages and interface. */
package org.huibu.desk.guarantee;
