package debug

// BuildInfo tells how a program was built.
type BuildInfo struct {
	GoVersion string
	Path      string
	Main      Module
	Deps      []*Module
	Settings  []BuildSetting
}

// Module is a module that went into the build.
type Module struct {
	Path    string
	Version string
	Sum     string
	Replace *Module
}

// BuildSetting is one setting of the build.
type BuildSetting struct {
	Key, Value string
}

// ReadBuildInfo returns what is embedded in the program: nothing, as nothing is built.
func ReadBuildInfo() (info *BuildInfo, ok bool) {
	return nil, false
}
