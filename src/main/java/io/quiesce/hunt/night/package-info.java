/**
 * One night: opened or taken up again, its bugs planted, its open findings looked for, its plan
 * worked off until the time is over.
 *
 * <p>{@link io.quiesce.hunt.night.Hunt} puts it together. The time is kept whatever a job does:
 * when it is over, what still runs is killed, and counts as not run.
 *
 * <p>Depends on all other packages of the hunt.
 */
package io.quiesce.hunt.night;
