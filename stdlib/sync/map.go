package sync

// Map is a map that several goroutines may use at once. The zero value is empty.
//
// It is one Go map under a lock, which readers share; ranging works on a snapshot of the keys.
type Map struct {
	mu RWMutex
	m  map[any]any
}

// Load returns the value of key, and whether there is one.
func (m *Map) Load(key any) (value any, ok bool) {
	m.mu.RLock()
	defer m.mu.RUnlock() // looking a key up may panic
	value, ok = m.m[key]
	return value, ok
}

// Store sets the value of key.
func (m *Map) Store(key, value any) {
	_, _ = m.Swap(key, value)
}

// Clear deletes all entries.
func (m *Map) Clear() {
	m.mu.Lock()
	clear(m.m)
	m.mu.Unlock()
}

func (m *Map) set(key, value any) {
	if m.m == nil {
		m.m = make(map[any]any)
	}
	m.m[key] = value
}

// LoadOrStore returns the value of key if there is one; otherwise it stores the given one.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if actual, loaded = m.m[key]; loaded {
		return actual, true
	}
	m.set(key, value)
	return value, false
}

// LoadAndDelete deletes the entry of key and returns its value.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, loaded = m.m[key]
	delete(m.m, key)
	return value, loaded
}

// Delete deletes the entry of key.
func (m *Map) Delete(key any) {
	m.LoadAndDelete(key)
}

// Swap sets the value of key and returns the one before.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	previous, loaded = m.m[key]
	m.set(key, value)
	return previous, loaded
}

// CompareAndSwap sets the value of key to new if it is old, which must be comparable.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if value, ok := m.m[key]; !ok || value != old {
		return false
	}
	m.set(key, new)
	return true
}

// CompareAndDelete deletes the entry of key if its value is old, which must be comparable.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if value, ok := m.m[key]; !ok || value != old {
		return false
	}
	delete(m.m, key)
	return true
}

// Range calls f for the entries until f returns false. Changes made meanwhile may be seen or not.
func (m *Map) Range(f func(key, value any) bool) {
	m.mu.RLock()
	keys := make([]any, 0, len(m.m))
	for key := range m.m {
		keys = append(keys, key)
	}
	m.mu.RUnlock()
	for _, key := range keys {
		value, ok := m.Load(key)
		if ok && !f(key, value) {
			return
		}
	}
}
