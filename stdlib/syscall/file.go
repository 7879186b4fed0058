package syscall

import (
	"sync"
	"unsafe"
)

// RawConn lets functions use the descriptor of a file or connection: Control at once, Read and Write
// again and again, whenever there is something to read or room to write, until they return true.
type RawConn interface {
	Control(f func(fd uintptr)) error
	Read(f func(fd uintptr) (done bool)) error
	Write(f func(fd uintptr) (done bool)) error
}

// Conn is what has a descriptor.
type Conn interface {
	SyscallConn() (RawConn, error)
}

// Protection of mapped memory, and how changes of it are shared.
const (
	PROT_NONE     = 0x0
	PROT_READ     = 0x1
	PROT_WRITE    = 0x2
	PROT_EXEC     = 0x4
	MAP_SHARED    = 0x1
	MAP_PRIVATE   = 0x2
	MAP_FIXED     = 0x10
	MAP_ANON      = 0x20
	MAP_ANONYMOUS = 0x20
)

func mkfifo(path string, mode uint32) (errno int)
func mmap(fd int, offset int64, length, prot, flags int) (address unsafe.Pointer, errno int)
func munmap(address unsafe.Pointer, length int) (errno int)

//go:noescape
func getgroups(list []uint32) (n, errno int)
func descriptorRead(fd int, p []byte) (n, errno int)
func descriptorWrite(fd int, p []byte) (n, errno int)
func descriptorClose(fd int) (errno int)
func umask(mask int) (old int)
func open(path string, mode int, perm uint32) (fd, errno int)
func pipe(fds *[2]int32, flags int) (errno int)
func setNonblock(fd int, nonblocking bool) (errno int)
func mprotect(address unsafe.Pointer, length, prot int) (errno int)

// Open opens a file and returns its descriptor.
func Open(path string, mode int, perm uint32) (fd int, err error) {
	fd, errno := open(path, mode, perm)
	return fd, errnoError(errno)
}

// Pipe makes a pipe: p[0] is the end to read from, p[1] the one to write to.
func Pipe(p []int) error { return Pipe2(p, 0) }

// Pipe2 is Pipe with flags of open.
func Pipe2(p []int, flags int) error {
	if len(p) != 2 {
		return EINVAL
	}
	var fds [2]int32
	if errno := pipe(&fds, flags); errno != 0 {
		return Errno(errno)
	}
	p[0], p[1] = int(fds[0]), int(fds[1])
	return nil
}

// SetNonblock makes reads and writes fail that would block.
func SetNonblock(fd int, nonblocking bool) (err error) {
	return errnoError(setNonblock(fd, nonblocking))
}

// Mprotect sets the protection of mapped memory.
func Mprotect(b []byte, prot int) (err error) {
	if len(b) == 0 {
		return nil
	}
	return errnoError(mprotect(unsafe.Pointer(&b[0]), len(b), prot))
}

// Mkfifo makes a named pipe.
func Mkfifo(path string, mode uint32) (err error) { return errnoError(mkfifo(path, mode)) }

// Umask sets the permissions that new files do not get, and returns the old ones.
func Umask(mask int) (oldmask int) { return umask(mask) }

// Read reads from a descriptor.
func Read(fd int, p []byte) (n int, err error) {
	n, errno := descriptorRead(fd, p)
	return n, errnoError(errno)
}

// Write writes to a descriptor.
func Write(fd int, p []byte) (n int, err error) {
	n, errno := descriptorWrite(fd, p)
	return n, errnoError(errno)
}

// Close closes a descriptor.
func Close(fd int) (err error) { return errnoError(descriptorClose(fd)) }

// Getgroups returns the numbers of the groups that the user is in.
func Getgroups() (gids []int, err error) {
	for {
		count, errno := getgroups(nil)
		if errno != 0 || count == 0 {
			return nil, errnoError(errno)
		}
		list := make([]uint32, count)
		count, errno = getgroups(list)
		if errno == int(EINVAL) {
			continue // there are more now
		}
		if errno != 0 {
			return nil, Errno(errno)
		}
		for _, gid := range list[:count] {
			gids = append(gids, int(gid))
		}
		return gids, nil
	}
}

// mapped has what Mmap has returned: where it starts, and its length.
var mapped struct {
	sync.Mutex
	lengths map[unsafe.Pointer]int
}

// Mmap maps length bytes of a file into memory, which is not the collector's; Munmap unmaps them.
func Mmap(fd int, offset int64, length int, prot int, flags int) (data []byte, err error) {
	if length <= 0 {
		return nil, EINVAL
	}
	address, errno := mmap(fd, offset, length, prot, flags)
	if errno != 0 {
		return nil, Errno(errno)
	}
	mapped.Lock()
	defer mapped.Unlock()
	if mapped.lengths == nil {
		mapped.lengths = map[unsafe.Pointer]int{}
	}
	mapped.lengths[address] = length
	return unsafe.Slice((*byte)(address), length), nil
}

// Munmap unmaps what Mmap has returned.
func Munmap(b []byte) (err error) {
	if len(b) == 0 || len(b) != cap(b) {
		return EINVAL
	}
	address := unsafe.Pointer(&b[0])
	mapped.Lock()
	defer mapped.Unlock()
	if mapped.lengths[address] != len(b) {
		return EINVAL
	}
	if errno := munmap(address, len(b)); errno != 0 {
		return Errno(errno)
	}
	delete(mapped.lengths, address)
	return nil
}
