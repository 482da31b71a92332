// Package config reads the configuration file: where the plan, the sources and
// the database are, how mail is sent, and when what runs. It holds no secret:
// credentials and passwords are in files that it names.
package config
