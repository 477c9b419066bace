import { Light } from "./light";
import { Beam, Cord, Ground, Scene } from "./scene";

export const Halo = () => (
  <Scene glow={{ cx: 100, cy: 118, rx: 116, ry: 84 }}>
    <path d="M94 190H106V200H94Z" fill="var(--oak)" />
    <path d="M22 174A78 12 0 0 0 178 174V179A78 12 0 0 1 22 179Z" fill="var(--oak)" />
    <path d="M22 174A78 12 0 0 0 178 174V179A78 12 0 0 1 22 179Z" fill="var(--shade)" />
    <ellipse cx="100" cy="174" rx="78" ry="12" fill="var(--oak)" />
    <Light cx={100} cy={174} rx={72} ry={11} />
    <path d="M86 0H114V4Q114 8 110 8H90Q86 8 86 4Z" fill="var(--metal)" />
    <g fill="none" stroke="var(--metal)" strokeWidth="1">
      <path d="M100 8 34 104" />
      <path d="M100 8 166 104" />
      <path d="M100 8V86" />
    </g>
    <path d="M34 104A66 18 0 0 1 166 104V113A66 18 0 0 0 34 113Z" fill="var(--lit)" />
    <path d="M34 104A66 18 0 0 0 166 104V113A66 18 0 0 1 34 113Z" fill="var(--metal)" />
  </Scene>
);

/** Each bamboo hoop's height and half its width. */
const hoops = [
  [48, 32],
  [63, 43],
  [80, 48],
  [98, 50],
  [116, 48],
  [133, 43],
  [148, 32],
] as const;

const paper = "M84 38C58 48 50 74 50 98S58 148 84 158H116C142 148 150 122 150 98S142 48 116 38Z";

export const Drift = () => (
  <Scene glow={{ cx: 100, cy: 104, rx: 112, ry: 112 }}>
    <g transform="rotate(-3 100 0)">
      <Cord to={36} />
      <path d={paper} fill="var(--lit)" />
      <path d={paper} fill="var(--glass)" opacity="0.42" />
      <Light cx={100} cy={104} rx={50} ry={60} />
      <g fill="none" stroke="var(--brass)" strokeWidth="1" opacity="0.55">
        {hoops.map(([y, half]) => (
          <path key={y} d={`M${100 - half} ${y}Q100 ${y + 9} ${100 + half} ${y}`} />
        ))}
      </g>
      <g fill="var(--oak)">
        <rect x="82" y="35" width="36" height="4" rx="2" />
        <rect x="82" y="157" width="36" height="4" rx="2" />
      </g>
    </g>
  </Scene>
);

export const Dusk = () => (
  <Scene glow={{ cx: 100, cy: 138, rx: 104, ry: 74 }}>
    <Beam d="M48 98H152L188 200H12Z" />
    <Ground y={172} />
    <Light cx={100} cy={187} rx={84} ry={13} />
    <Cord to={36} />
    <path d="M93 34H107L109 44H91Z" fill="var(--copper)" />
    <path d="M42 98C42 62 67 42 100 42S158 62 158 98Z" fill="var(--enamel)" />
    <path
      d="M55 88C58 70 68 58 82 53"
      fill="none"
      stroke="var(--lit)"
      strokeWidth="2.5"
      strokeLinecap="round"
      opacity="0.3"
    />
    <ellipse cx="100" cy="98" rx="58" ry="10" fill="var(--copper)" />
    <ellipse cx="100" cy="100" rx="42" ry="6.5" fill="var(--lit)" opacity="0.45" />
    <ellipse cx="100" cy="101" rx="22" ry="4" fill="var(--lit)" />
  </Scene>
);
