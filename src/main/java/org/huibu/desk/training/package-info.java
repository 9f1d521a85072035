/** What officers read of a class in training. */
package org.huibu.desk.training;
