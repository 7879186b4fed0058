// sched/quota.h - how many CPUs the control groups of the process allow.
//
// A control group limits processor time with a quota: so many microseconds in a period of so many.
// Both kinds of hierarchy count, the unified one (cpu.max) and that of the controller cpu of old
// (cpu.cfs_quota_us, cpu.cfs_period_us), and in each the group of the process and all above it.
#ifndef MOUND_SCHED_QUOTA_H
#define MOUND_SCHED_QUOTA_H

#include <stdint.h>

// The smallest of these quotas in CPUs, rounded up; 0: there is none. [root] stands before the
// names of all files that are read: "" but in tests.
uint32_t quota_cpus(const char *root);

#endif
