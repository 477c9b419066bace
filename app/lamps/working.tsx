import { Light } from "./light";
import { Beam, Ground, Scene, Shadow } from "./scene";

export const Lintel = () => (
  <Scene glow={{ cx: 100, cy: 92, rx: 104, ry: 104 }}>
    <Beam d="M44 48H156L182 200H18Z" />
    <Light cx={100} cy={60} rx={84} ry={26} />
    <rect x="58" y="72" width="84" height="100" fill="var(--oak)" />
    <rect x="62" y="76" width="76" height="92" fill="var(--lit)" />
    <rect x="74" y="90" width="52" height="64" fill="var(--glass)" opacity="0.35" />
    <circle cx="106" cy="118" r="11" fill="var(--glass)" />
    <path d="M74 130Q88 116 104 128T126 126V154H74Z" fill="var(--enamel)" opacity="0.85" />
    <path d="M74 142Q94 130 126 143V154H74Z" fill="var(--sage)" />
    <rect x="96" y="30" width="8" height="8" fill="var(--metal)" />
    <rect x="38" y="36" width="124" height="10" rx="2" fill="var(--oak)" />
    <rect x="42" y="46" width="116" height="3" rx="1.5" fill="var(--lit)" />
  </Scene>
);

const dialTicks = [0, 45, 90, 135, 180, 225, 270, 315];

export const Tally = () => (
  <Scene glow={{ cx: 142, cy: 108, rx: 92, ry: 88 }}>
    <Beam d="M118 73 153 58 190 162H98Z" />
    <Ground y={162} />
    <path d="M106 180 118 168H168L176 180Z" fill="var(--lit)" opacity="0.75" />
    <Shadow cx={62} cy={178} rx={40} ry={5} />
    <g fill="none" stroke="var(--sage)" strokeLinecap="round" strokeWidth="5">
      <path d="M62 140 40 84" />
      <path d="M40 84 122 40" />
    </g>
    <Light cx={139} cy={80} rx={32} ry={30} />
    <g transform="translate(124 42) rotate(-23)">
      <path d="M-7-8H7Q10-8 11-5L20 24H-20L-11-5Q-10-8-7-8Z" fill="var(--sage)" />
      <ellipse cy="24" rx="20" ry="3.5" fill="var(--lit)" />
    </g>
    <path d="M30 178C30 150 44 138 62 138S94 150 94 178Z" fill="var(--sage)" />
    <g fill="var(--metal)">
      <circle cx="62" cy="139" r="4.5" />
      <circle cx="40" cy="84" r="4.5" />
      <circle cx="122" cy="40" r="4.5" />
    </g>
    <g transform="translate(62 161)">
      <circle r="12" fill="var(--lit)" />
      <g stroke="var(--brass)">
        {dialTicks.map((turn) => (
          <path key={turn} d="M0-10.5V-8" transform={`rotate(${turn})`} />
        ))}
      </g>
      <path d="M0 0 4.5-6" stroke="var(--copper)" strokeWidth="1.8" strokeLinecap="round" />
    </g>
  </Scene>
);

/** For a lamp that nobody has drawn yet. */
export const Plain = () => (
  <Scene glow={{ cx: 100, cy: 92, rx: 112, ry: 104 }}>
    <Ground y={160} />
    <Shadow cx={100} cy={168} rx={40} ry={4} />
    <path d="M98 100H102V160H98Z" fill="var(--metal)" />
    <path d="M72 167Q72 159 100 159T128 167Z" fill="var(--metal)" />
    <path d="M74 54H126L144 108H56Z" fill="var(--lit)" />
  </Scene>
);
