// What the control groups of a process allow, from folders made for it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "sched/quota.h"

static char root[] = "/tmp/mound_quota_XXXXXX";

// Writes a file below the root, with the folders it needs.
static void put(const char *name, const char *text) {
    char path[1024];
    snprintf(path, sizeof path, "%s%s", root, name);
    for (char *at = path + strlen(root) + 1; (at = strchr(at, '/')) != NULL; *at++ = '/') {
        *at = 0;
        mkdir(path, 0700);
    }
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int make(void **state) {
    (void)state;
    strcpy(root + strlen(root) - 6, "XXXXXX");
    return mkdtemp(root) == NULL;
}

static int wipe(void **state) {
    (void)state;
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    return system(command);
}

static void unified(const char *group) {
    put("/proc/self/cgroup", group);
    put("/proc/self/mountinfo",
        "22 1 8:1 / / rw - ext4 /dev/root rw\n"
        "30 22 0:27 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n");
}

static void test_none(void **state) {
    (void)state;
    assert_int_equal(quota_cpus(root), 0);
    unified("0::/a\n");
    assert_int_equal(quota_cpus(root), 0);
    put("/sys/fs/cgroup/a/cpu.max", "max 100000\n");
    assert_int_equal(quota_cpus(root), 0);
    // Nonsense is no quota.
    static const char *const texts[] = {"", "x y", "-5 100000", "100000 0", "7", "0 100000",
                                        "9223372036854775807 1"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        put("/sys/fs/cgroup/a/cpu.max", texts[i]);
        assert_int_equal(quota_cpus(root), 0);
    }
    static const char *const groups[] = {"", "\n", "0:", "0::", ":::", "x", "1:cpu\n"};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        put("/proc/self/cgroup", groups[i]);
        assert_int_equal(quota_cpus(root), 0);
    }
}

static void test_unified(void **state) {
    (void)state;
    unified("0::/a/b\n");
    put("/sys/fs/cgroup/a/b/cpu.max", "300000 100000\n");
    assert_int_equal(quota_cpus(root), 3);
    put("/sys/fs/cgroup/a/b/cpu.max", "150000 100000\n");   // rounded up
    assert_int_equal(quota_cpus(root), 2);
    put("/sys/fs/cgroup/a/b/cpu.max", "1000 100000\n");
    assert_int_equal(quota_cpus(root), 1);
    // The smallest of the groups above counts as well.
    put("/sys/fs/cgroup/a/b/cpu.max", "max 100000\n");
    put("/sys/fs/cgroup/a/cpu.max", "200000 50000\n");
    assert_int_equal(quota_cpus(root), 4);
    put("/sys/fs/cgroup/cpu.max", "200000 100000\n");
    assert_int_equal(quota_cpus(root), 2);
    // Others' groups do not.
    put("/sys/fs/cgroup/a/c/cpu.max", "1 100000\n");
    assert_int_equal(quota_cpus(root), 2);
    // In a namespace of its own the group of the process is the root.
    put("/proc/self/cgroup", "0::/\n");
    put("/sys/fs/cgroup/cpu.max", "700000 100000\n");
    assert_int_equal(quota_cpus(root), 7);
}

static void test_controller(void **state) {
    (void)state;
    put("/proc/self/cgroup", "4:memory:/m\n3:cpuset:/s\n2:cpu,cpuacct:/docker/x\n0::/\n");
    put("/proc/self/mountinfo",
        "31 30 0:28 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n"
        "32 30 0:29 / /sys/fs/my\\040cpu rw,relatime - cgroup cgroup rw,cpu,cpuacct\n");
    put("/sys/fs/my cpu/docker/x/cpu.cfs_quota_us", "-1\n");
    put("/sys/fs/my cpu/docker/x/cpu.cfs_period_us", "100000\n");
    assert_int_equal(quota_cpus(root), 0);
    put("/sys/fs/my cpu/docker/x/cpu.cfs_quota_us", "250000\n");
    assert_int_equal(quota_cpus(root), 3);
    put("/sys/fs/my cpu/docker/cpu.cfs_quota_us", "40000\n");
    put("/sys/fs/my cpu/docker/cpu.cfs_period_us", "20000\n");
    assert_int_equal(quota_cpus(root), 2);
}

// The mount of a container shows only its own group, whatever the host calls it.
static void test_container(void **state) {
    (void)state;
    put("/proc/self/cgroup", "5:cpu:/docker/x/sub\n");
    put("/proc/self/mountinfo",
        "32 30 0:29 /docker/x /sys/fs/cgroup/cpu ro,relatime master:1 - cgroup cgroup rw,cpu\n");
    put("/sys/fs/cgroup/cpu/sub/cpu.cfs_quota_us", "500000\n");
    put("/sys/fs/cgroup/cpu/sub/cpu.cfs_period_us", "100000\n");
    assert_int_equal(quota_cpus(root), 5);
    put("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "400000\n");
    put("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
    assert_int_equal(quota_cpus(root), 4);
    put("/proc/self/cgroup", "5:cpu:/docker/xy\n");   // not below: what is mounted counts
    assert_int_equal(quota_cpus(root), 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_none, make, wipe),
        cmocka_unit_test_setup_teardown(test_unified, make, wipe),
        cmocka_unit_test_setup_teardown(test_controller, make, wipe),
        cmocka_unit_test_setup_teardown(test_container, make, wipe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
