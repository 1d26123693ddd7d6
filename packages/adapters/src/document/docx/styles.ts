// What a paragraph or a run takes from its style, and that from the style it is based on.
import type { Element, Handler } from "./xml.ts"

/** How runs look, as far as it changes what a person reads; undefined where it is left to what stands behind. */
export interface Look {
  readonly font?: string
  readonly isHidden?: boolean
  readonly isCapital?: boolean
}

export interface NumberingReference {
  /** "0" takes numbering away. */
  readonly list?: string
  readonly level?: number
}

interface Style {
  based: string | null
  look: Look
  numbering: NumberingReference
}

/** Whether a property that is on or off, as `<w:caps/>`, is on. */
export const isOn = (attribute: Element["attribute"]): boolean =>
  !["0", "false", "off"].includes(attribute("w:val") ?? "true")

/** The look with what one element within w:rPr says of it. */
export const withProperty = (look: Look, { name, attribute }: Element): Look => {
  switch (name) {
    case "w:rFonts": {
      // A font of the theme goes before a named one, and no theme has a legacy font.
      const isOfTheme = attribute("w:hAnsiTheme") !== undefined || attribute("w:asciiTheme") !== undefined
      const font = isOfTheme ? "" : (attribute("w:hAnsi") ?? attribute("w:ascii"))
      return font === undefined ? look : { ...look, font }
    }
    case "w:vanish":
      return { ...look, isHidden: isOn(attribute) }
    case "w:caps":
      return { ...look, isCapital: isOn(attribute) }
    default:
      return look
  }
}

export interface Styles {
  /** Of a paragraph or character style with all that it is based on; null for the default of paragraphs. */
  readonly lookOf: (style: string | null) => Look
  readonly numberingOf: (style: string | null) => NumberingReference
  readonly defaultLook: Look
}

// Longer chains are no one's; they may also be rings.
const LONGEST_CHAIN = 32

/** Reads styles.xml. */
export const stylesReader = (): { readonly handler: Handler; readonly styles: Styles } => {
  const styles = new Map<string, Style>()
  let defaults: Look = {}
  let isDefaults = false
  let inRunProperties = false
  let style: Style | null = null
  let normal: string | null = null

  const handler: Handler = {
    open: (element) => {
      const { name, attribute } = element
      const value = attribute("w:val")
      if (name === "w:docDefaults") isDefaults = true
      else if (name === "w:rPr") inRunProperties = true
      else if (name === "w:style") {
        const id = attribute("w:styleId") ?? ""
        style = { based: null, look: {}, numbering: {} }
        styles.set(id, style)
        if (attribute("w:type") === "paragraph" && ["1", "true"].includes(attribute("w:default") ?? "")) normal = id
      } else if (inRunProperties && isDefaults) defaults = withProperty(defaults, element)
      else if (style === null) return
      else if (inRunProperties) style.look = withProperty(style.look, element)
      else if (name === "w:basedOn") style.based = value ?? null
      else if (name === "w:numId" && value !== undefined) style.numbering = { ...style.numbering, list: value }
      else if (name === "w:ilvl" && value !== undefined) style.numbering = { ...style.numbering, level: Number(value) }
    },
    text: () => {},
    close: (name) => {
      if (name === "w:docDefaults") isDefaults = false
      else if (name === "w:rPr") inRunProperties = false
      else if (name === "w:style") style = null
    }
  }

  const chain = (id: string | null): ReadonlyArray<Style> => {
    const found: Array<Style> = []
    for (let at = id ?? normal; at !== null && found.length < LONGEST_CHAIN; ) {
      const next = styles.get(at)
      if (next === undefined) break
      found.unshift(next)
      at = next.based
    }
    return found
  }
  const made = new Map<string | null, Pick<Style, "look" | "numbering">>()
  const whole = (id: string | null): Pick<Style, "look" | "numbering"> => {
    const known = made.get(id)
    if (known !== undefined) return known
    let [look, numbering]: [Look, NumberingReference] = [{}, {}]
    for (const one of chain(id)) {
      look = { ...look, ...one.look }
      numbering = { ...numbering, ...one.numbering }
    }
    made.set(id, { look, numbering })
    return { look, numbering }
  }
  return {
    handler,
    styles: {
      lookOf: (style) => whole(style).look,
      numberingOf: (style) => whole(style).numbering,
      get defaultLook() {
        return defaults
      }
    }
  }
}
