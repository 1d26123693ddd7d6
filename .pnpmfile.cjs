// The packages that carry Node state their platform as a word; pnpm skips a package on other platforms only by a list.
module.exports = {
  hooks: {
    readPackage: (manifest) => {
      if (typeof manifest.os === "string") manifest.os = [manifest.os]
      if (typeof manifest.cpu === "string") manifest.cpu = [manifest.cpu]
      return manifest
    }
  }
}
