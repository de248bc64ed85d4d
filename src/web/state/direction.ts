const strong = /\p{L}/u;
const fromTheRight = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Samaritan}\p{Script=Mandaic}]/u;

/** Whether a paragraph runs from right to left: as its first letter does, which is how browsers take `dir="auto"`. */
export const isRightToLeft = (paragraph: string): boolean => fromTheRight.test(strong.exec(paragraph)?.[0] ?? "");
