// Verifies bundles with golang.org/x/mod/sumdb: note for signatures, tlog for the tree. It shares nothing with our own code.
// It reads lines "VKEY FOLDER" and answers each with a line: "ok" and what was declared left out, or what is wrong.
package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type bundle struct {
	dir   string
	known map[string]bool
}

func (b bundle) read(path string) ([]byte, error) {
	b.known[path] = true
	return os.ReadFile(filepath.Join(b.dir, path))
}

// The tiles of C2SP lie where those of the checksum database do, without the height.
func pathOf(t tlog.Tile) string { return strings.Replace(t.Path(), "tile/8/", "tile/", 1) }

func (b bundle) Height() int { return 8 }
func (b bundle) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, t := range tiles {
		read, err := b.read(pathOf(t))
		if err != nil {
			return nil, err
		}
		if len(read) != t.W*tlog.HashSize {
			return nil, fmt.Errorf("%s: no tile", pathOf(t))
		}
		data = append(data, read)
	}
	return data, nil
}
func (b bundle) SaveTiles([]tlog.Tile, [][]byte) {}

type leaf struct {
	Position       int64
	Stream         string
	Version        int64
	Type           string
	Classification string
	CommandId      string
	Facts          string
	Texts          *string
}

type facts struct {
	Key, Note, Name, Person, Source string
	SourceKept                      bool
	Positions                       []int64
	Sources, Persons                []string
}

type told struct {
	leaf
	facts facts
}

// Something of an event, by what an erasure would call it.
type missing struct {
	what, kind, command string
}

var head = regexp.MustCompile(`^(\S+)\n([1-9][0-9]{0,14})\n([A-Za-z0-9+/]{43}=)\n`)

var left = regexp.MustCompile(`^salts ([0-9a-f]{64})\n(secret\n)?(top_secret\n)?(most_secret\n)?(names\n)?$`)

func checkpoint(text string) (origin string, tree tlog.Tree, err error) {
	found := head.FindStringSubmatch(text)
	if found == nil {
		return "", tree, errors.New("no checkpoint")
	}
	tree.N, _ = strconv.ParseInt(found[2], 10, 64)
	root, err := base64.StdEncoding.Strict().DecodeString(found[3])
	copy(tree.Hash[:], root)
	return found[1], tree, err
}

func signed(message, key string) error {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return err
	}
	_, err = note.Open([]byte(message), note.VerifierList(verifier))
	return err
}

// A line of a hash, and of what it is the hash of.
func committed(line, hash string) ([]byte, error) {
	encoded := strings.TrimPrefix(line, hash+" ")
	data, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if err != nil || base64.StdEncoding.EncodeToString(data) != encoded {
		return nil, errors.New("no base64")
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != hash {
		return nil, errors.New("not what was recorded: " + hash)
	}
	return data, nil
}

func lines(data []byte) ([]string, error) {
	if len(data) == 0 {
		return nil, nil
	}
	if data[len(data)-1] != '\n' {
		return nil, errors.New("cut off")
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n"), nil
}

// What an erasure says is gone.
func (f facts) things() []string {
	var all []string
	for _, one := range f.Positions {
		all = append(all, fmt.Sprintf("texts %d", one))
	}
	for _, one := range f.Sources {
		all = append(all, "source/"+one)
	}
	for _, one := range f.Persons {
		all = append(all, "name of "+one)
	}
	return all
}

// 32 bytes in base64, and eight more, with which their SHA-256 begins.
func isSalt(encoded string) bool {
	salt, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if err != nil || base64.StdEncoding.EncodeToString(salt) != encoded || len(salt) != 40 {
		return false
	}
	sum := sha256.Sum256(salt[:32])
	return bytes.Equal(sum[:8], salt[32:])
}

// Each command has a line, with a salt unless something of it was erased, or a name was.
func salted(salts []byte, commands []string, bare map[string]bool, forgotten bool) error {
	rows, err := lines(salts)
	if err != nil {
		return err
	}
	if len(rows) != len(commands) {
		return errors.New("salts: more or less than a line for each command")
	}
	for at, id := range commands {
		if rows[at] == "" {
			if !bare[id] && !forgotten {
				return fmt.Errorf("salts: none in line %d", at+1)
			}
		} else if !isSalt(rows[at]) || bare[id] {
			return fmt.Errorf("salts: no salt in line %d, or of a command of which something is gone", at+1)
		}
	}
	return nil
}

// The files in a folder, by their paths with slashes. No link is followed.
func filesIn(dir string) ([]string, error) {
	var files []string
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil && !info.Mode().IsRegular() {
			return errors.New(name + ": has no place in a bundle")
		}
		files = append(files, filepath.ToSlash(name))
		return err
	})
	return files, err
}

func has[T comparable](all []T, one T) bool {
	for _, other := range all {
		if other == one {
			return true
		}
	}
	return false
}

// Says what was declared left out.
func verify(dir, key string) (string, error) {
	b := bundle{dir, map[string]bool{"VERIFY.md": true, "verify.mjs": true}}
	files, err := filesIn(dir)
	if err != nil {
		return "", err
	}
	message, err := b.read("checkpoint")
	if err != nil {
		return "", err
	}
	if err := signed(string(message), key); err != nil {
		return "", fmt.Errorf("checkpoint: %w", err)
	}
	origin, tree, err := checkpoint(string(message))
	if err != nil {
		return "", err
	}
	reader := tlog.TileHashReader(tree, b)
	tiles := tlog.NewTiles(8, 0, tree.N)
	for at, tile := range tiles {
		// Every width of a partial tile is listed; a bundle has the widest.
		if at+1 < len(tiles) && tiles[at+1].L == tile.L && tiles[at+1].N == tile.N {
			continue
		}
		data, err := tlog.ReadTileData(tile, reader)
		if err != nil {
			return "", err
		}
		if read, err := b.read(pathOf(tile)); err != nil || !bytes.Equal(read, data) {
			return "", fmt.Errorf("%s: not of this tree", pathOf(tile))
		}
	}

	var tells []told
	var absent []missing
	here := map[string]bool{}
	var commands []string
	command, began := "", map[string]bool{}
	versions := map[string]int64{}
	for from := int64(0); from < tree.N; from += 256 {
		width := int(tree.N - from)
		if width > 256 {
			width = 256
		}
		path := pathOf(tlog.Tile{H: 8, L: 0, N: from / 256, W: width})
		hashes, err := b.read(path)
		if err != nil {
			return "", err
		}
		entries, err := b.read(strings.Replace(path, "tile/0/", "tile/entries/", 1))
		if err != nil {
			return "", err
		}
		pack, err := b.read(strings.Replace(path, "tile/0/", "payload/", 1))
		if err != nil {
			return "", err
		}
		rows, err := lines(pack)
		if err != nil {
			return "", err
		}
		for at := 0; at < width; at++ {
			if len(entries) < 2 || len(entries) < 2+int(binary.BigEndian.Uint16(entries)) {
				return "", errors.New("an entry is cut off")
			}
			length := int(binary.BigEndian.Uint16(entries))
			record := entries[2 : 2+length]
			entries = entries[2+length:]
			if hash := tlog.RecordHash(record); !bytes.Equal(hash[:], hashes[at*32:at*32+32]) {
				return "", fmt.Errorf("position %d: another leaf", from+int64(at))
			}
			var one leaf
			if err := json.Unmarshal(record, &one); err != nil {
				return "", err
			}
			if one.Position != from+int64(at) || one.Version != versions[one.Stream]+1 {
				return "", fmt.Errorf("position %d: a gap", from+int64(at))
			}
			versions[one.Stream] = one.Version
			// The event that opens a ledger is part of what was asked for behind it.
			if one.Position > 0 && one.CommandId != command {
				command = one.CommandId
				if began[command] {
					return "", fmt.Errorf("position %d: of a command from before", one.Position)
				}
				began[command] = true
				commands = append(commands, command)
			}
			take := func(what, hash, kind string) ([]byte, error) {
				if len(rows) == 0 || !strings.HasPrefix(rows[0], hash+" ") {
					absent = append(absent, missing{what, kind, command})
					return nil, nil
				}
				data, err := committed(rows[0], hash)
				rows = rows[1:]
				here[what] = true
				return data, err
			}
			data, err := take(fmt.Sprintf("facts %d", one.Position), one.Facts, one.Classification)
			if err != nil {
				return "", err
			}
			if one.Texts != nil {
				if _, err := take(fmt.Sprintf("texts %d", one.Position), *one.Texts, one.Classification); err != nil {
					return "", err
				}
			}
			if len(data) < 32 {
				continue
			}
			var read facts
			_ = json.Unmarshal(data[32:], &read)
			tells = append(tells, told{one, read})
			if one.Type == "PersonEntered" {
				if _, err := take("name of "+read.Person, read.Name, "names"); err != nil {
					return "", err
				}
			}
		}
		if len(entries) > 0 || len(rows) > 0 {
			return "", errors.New("more than belongs to the events")
		}
	}

	if len(tells) == 0 || tells[0].Type != "LedgerOpened" || tells[0].Position != 0 {
		return "", errors.New("the ledger is not opened")
	}
	opened := tells[0].Stream
	if origin != "ketluan.local/"+strings.TrimPrefix(opened, "ledger/") {
		return "", errors.New("of another ledger")
	}
	notes := map[int64]string{tree.N: string(message)}
	speaks := ""
	for _, one := range tells {
		if one.Stream != opened {
			continue
		}
		if one.Type == "KeyAdopted" {
			before := speaks
			if before == "" {
				before = "none"
			}
			if !strings.HasPrefix(one.facts.Note, "ketluan key adoption v1\n"+origin+"\nfrom "+before+"\nto "+one.facts.Key+"\n\n") {
				return "", errors.New("adopts no key")
			}
			if speaks != "" {
				if err := signed(one.facts.Note, speaks); err != nil {
					return "", err
				}
			}
			speaks = one.facts.Key
			if err := signed(one.facts.Note, speaks); err != nil {
				return "", err
			}
		}
		if one.Type == "CheckpointSigned" {
			if err := signed(one.facts.Note, speaks); err != nil {
				return "", err
			}
			_, older, err := checkpoint(one.facts.Note)
			if err != nil {
				return "", err
			}
			notes[older.N] = one.facts.Note
		}
	}
	if speaks != key {
		return "", errors.New("the key does not speak for this ledger")
	}
	for size, expected := range notes {
		data, err := b.read(fmt.Sprintf("checkpoints/%d", size))
		if err != nil || string(data) != expected {
			return "", fmt.Errorf("checkpoints/%d: not what was recorded", size)
		}
		name, older, err := checkpoint(expected)
		if err != nil || name != origin {
			return "", fmt.Errorf("checkpoints/%d: of another ledger", size)
		}
		root, err := tlog.TreeHash(size, reader)
		if err != nil || root != older.Hash {
			return "", fmt.Errorf("checkpoints/%d: another tree", size)
		}
	}

	for _, one := range tells {
		if one.Type != "ConclusionRegistered" {
			continue
		}
		what := "source/" + one.facts.Source
		if has(files, what) {
			data, err := b.read(what)
			if sum := sha256.Sum256(data); err != nil || hex.EncodeToString(sum[:]) != one.facts.Source {
				return "", errors.New(what + ": another file")
			}
			here[what] = true
		} else if one.facts.SourceKept {
			absent = append(absent, missing{what, "sources", ""})
		}
	}
	erased := map[string]bool{}
	forgotten := false
	for _, by := range tells {
		if by.Type != "ErasureCarriedOut" {
			continue
		}
		forgotten = forgotten || len(by.facts.Persons) > 0
		for _, what := range by.facts.things() {
			if here[what] {
				return "", fmt.Errorf("%s: here, though erased by the event at %d", what, by.Position)
			}
			erased[what] = true
		}
	}
	leftOut, err := b.read("left-out")
	if err != nil {
		return "", err
	}
	salts, err := b.read("salts")
	if err != nil {
		return "", err
	}
	found := left.FindStringSubmatch(string(leftOut))
	if sum := sha256.Sum256(salts); found == nil || found[1] != hex.EncodeToString(sum[:]) {
		return "", errors.New("salts: others than were exported")
	}
	bare := map[string]bool{}
	for _, one := range absent {
		if !erased[one.what] && !has(found[2:], one.kind+"\n") {
			return "", errors.New(one.what + ": missing")
		}
		bare[one.command] = bare[one.command] || one.kind != "names"
	}
	leftNames := strings.Join(strings.Fields(strings.Join(found[2:], "")), ", ")
	if leftNames != "" {
		commands = nil
	}
	if err := salted(salts, commands, bare, forgotten); err != nil {
		return "", err
	}
	for _, name := range files {
		if !b.known[name] {
			return "", errors.New(name + ": has no place in a bundle")
		}
	}
	return leftNames, nil
}

func main() {
	input := bufio.NewScanner(os.Stdin)
	for input.Scan() {
		key, dir, _ := strings.Cut(input.Text(), " ")
		if left, err := verify(dir, key); err != nil {
			fmt.Println(strings.ReplaceAll(err.Error(), "\n", " "))
		} else if left != "" {
			fmt.Println("ok, declared left out: " + left)
		} else {
			fmt.Println("ok")
		}
	}
}
