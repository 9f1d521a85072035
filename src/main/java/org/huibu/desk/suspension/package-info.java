/** Suspending a case and going on with it, as officers do. */
package org.huibu.desk.suspension;
