/** English words that say little by themselves: articles, pronouns, auxiliaries, prepositions and what people say while they think. In small letters. */
export const englishStopWords: readonly string[] = `
a about above after again all also always am an and another any anyone anything are around as at away back be because been before being below between both but by
came can can't cannot come comes coming could couldn't couldn't've did didn't do does doesn't doing done don't down during each either else even ever every everyone everything
few for from get gets getting give go goes going gone gonna got had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers herself him himself his how how's
i i'd i'll i'm i've if in into is isn't it it'd it'll it's its itself just keep kept kind know let let's like lot made make makes many may maybe me mean might mine more most much must my myself
never no nobody none nor not nothing now of off oh ok okay on once one ones only onto or other others our ours ourselves out over own
put quite rather really right said same saw say saying says see seem seemed she she'd she'll she's should shouldn't since so some somebody someone something sometimes sort still such
take than that that'd that'll that's the their theirs them themselves then there there'd there's these they they'd they'll they're they've thing things think this those though thought through to too took toward towards
um uh er erm mm mhm hmm under until up upon us use used very want wanted was wasn't way we we'd we'll we're we've well went were weren't what what's when where where's whether which while who who'd who's whom whose why will with within without won't would wouldn't
yeah yes yet you you'd you'll you're you've your yours yourself yourselves
`
  .split(/\s+/)
  .filter((word) => word !== "");
